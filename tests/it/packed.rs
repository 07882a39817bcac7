//! Files packed and gathered as tests need them.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A file as a name and bytes.
pub(crate) type Named<'a> = (&'a str, &'a [u8]);

/// A zip file of those files, the first of them stored, the others deflated.
pub(crate) fn zip(files: &[Named<'_>]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (place, (name, bytes)) in files.iter().enumerate() {
        let method = match place {
            0 => zip::CompressionMethod::Stored,
            _ => zip::CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(*name, options).expect("a member begins");
        writer.write_all(bytes).expect("memory takes it");
    }
    writer.finish().expect("memory takes it").into_inner()
}

/// A tar file of those files.
pub(crate) fn tar(files: &[Named<'_>]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, name, *bytes).expect("memory takes it");
    }
    builder.into_inner().expect("memory takes it")
}

/// A gzip file.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes).expect("memory takes it");
    packer.finish().expect("memory takes it")
}

/// A zstd file.
pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).expect("memory takes it")
}

/// A WARC record of that type, with further fields, each with its line end.
pub(crate) fn warc_record(kind: &str, fields: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0>\r\n{fields}Content-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

/// A capture of a page: a response with the head of the answer, further fields of it among them.
pub(crate) fn warc_page(address: &str, fields: &str, body: &[u8]) -> Vec<u8> {
    let answer = [format!("HTTP/1.1 200 OK\r\n{fields}\r\n").as_bytes(), body].concat();
    let about = format!(
        "WARC-Target-URI: {address}\r\nWARC-Date: 2020-02-03T04:05:06Z\r\n\
         Content-Type: application/http; msgtype=response\r\n"
    );
    warc_record("response", &about, &answer)
}

/// A PDF file; each page is lines, an empty one is a gap.
pub(crate) fn pdf(pages: &[&[&str]]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 4 + 2 * page)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), pages.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
    ];
    for (page, lines) in pages.iter().enumerate() {
        let mut drawn = String::from("BT /F1 12 Tf 14 TL 72 760 Td\n");
        for line in *lines {
            let line = line.replace('(', "\\(").replace(')', "\\)");
            drawn.push_str(&format!("({line}) Tj T*\n"));
        }
        drawn.push_str("ET");
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R \
             /Resources << /Font << /F1 3 0 R >> >> >>",
            5 + 2 * page
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{drawn}\nendstream", drawn.len()));
    }
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.extend_from_slice(format!("{} 0 obj\n{object}\nendobj\n", number + 1).as_bytes());
    }
    let end = format!(
        "{table}trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n",
        objects.len() + 1,
        file.len()
    );
    file.extend_from_slice(end.as_bytes());
    file
}
