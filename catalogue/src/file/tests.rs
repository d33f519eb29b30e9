//! What is taken as a picture or a document, and what is left of it.

use image::{
    DynamicImage, ExtendedColorType, GenericImageView, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage,
    codecs::webp::WebPEncoder,
};
use kernel::Classified;

use super::*;

/// A picture with something to see in it: a slope from dark to light, warmer downwards.
fn drawn(width: u32, height: u32) -> RgbImage {
    let shade = |at: u32, of: u32| u8::try_from(at * 255 / of.max(1)).unwrap();
    RgbImage::from_fn(width, height, |x, y| Rgb([shade(x, width), shade(y, height), 120]))
}

/// Grains that no compression gets the better of.
fn noise(width: u32, height: u32) -> RgbImage {
    let mut seed = 7_u32;
    RgbImage::from_fn(width, height, |_, _| {
        Rgb([(); 3].map(|()| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            u8::try_from(seed >> 24).unwrap()
        }))
    })
}

fn written(image: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    image.write_to(&mut out, format).unwrap();
    out.into_inner()
}

fn png(width: u32, height: u32) -> Vec<u8> {
    written(&drawn(width, height), ImageFormat::Png)
}

fn refusal(result: Result<impl std::fmt::Debug>) -> &'static str {
    result.unwrap_err().refusal().unwrap().text
}

fn kept(sent: &[u8]) -> NewFile {
    Picture::read(sent).unwrap().into()
}

/// The checksum of a chunk of PNG (ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc: u32, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}

fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let named = [&kind[..], data].concat();
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&length[..], &named, &crc(&named).to_be_bytes()].concat()
}

/// The same file, saying of itself that it is as large as this.
fn claiming(png: &[u8], width: u32, height: u32) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &png[24..29]].concat();
    [&png[..8], &chunk(*b"IHDR", &header), &png[33..]].concat()
}

fn contains(content: &[u8], needle: &[u8]) -> bool {
    content.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn pictures_of_three_formats_are_read_and_keep_their_size() {
    let image = drawn(320, 200);
    for (format, media_type) in [
        (ImageFormat::Png, MediaType::Png),
        (ImageFormat::Jpeg, MediaType::Jpeg),
        (ImageFormat::WebP, MediaType::Png),
    ] {
        let file = kept(&written(&image, format));
        assert_eq!((file.facts.media_type, file.facts.dimensions), (media_type, Some((320, 200))));
        assert_eq!(file.facts.hash, FileHash::of(&file.content));
        assert!(file.thumbnail.is_none(), "small as it is");
    }
}

#[test]
fn a_picture_is_kept_the_same_however_often_it_is_sent() {
    let first = kept(&png(320, 200));
    assert_eq!(kept(&first.content).facts.hash, first.facts.hash);
}

#[test]
fn a_side_has_a_hundred_to_six_thousand_pixels_and_all_of_them_are_bounded() {
    for (width, height, fits) in [
        (100, 100, true),
        (99, 100, false),
        (100, 99, false),
        (6000, 100, true),
        (6001, 100, false),
        (100, 6001, false),
        (0, 100, false),
        (4000, 4000, true),
        (4001, 4000, false),
        (6000, 6000, false),
        (u32::MAX, u32::MAX, false),
    ] {
        assert_eq!(picture::fits(width, height), fits, "{width} × {height}");
    }
    assert_eq!(refusal(Picture::read(&png(99, 100))), "error-picture-size");
    assert_eq!(kept(&png(100, 100)).facts.dimensions, Some((100, 100)));
}

#[test]
fn a_large_picture_is_scaled_down_and_has_a_thumbnail() {
    let file = kept(&png(2000, 200));
    assert_eq!(file.facts.dimensions, Some((1600, 160)));
    let small = image::load_from_memory_with_format(&file.thumbnail.unwrap(), ImageFormat::Jpeg).unwrap();
    assert_eq!(small.dimensions(), (480, 48));
    let tall = image::load_from_memory(&kept(&png(400, 900)).thumbnail.unwrap()).unwrap();
    assert_eq!(tall.dimensions(), (160, 360));
    assert!(kept(&png(480, 360)).thumbnail.is_none());
}

#[test]
fn no_thumbnail_weighs_more_than_a_page_can_bear() {
    for (width, height) in [(700, 600), (600, 700), (300, 300)] {
        let small = kept(&written(&noise(width, height), ImageFormat::Png)).thumbnail.unwrap();
        assert!(small.len() <= 8_000, "{width} × {height}: {}", small.len());
    }
    // What weighs little is not made smaller than it has to be.
    let light = image::load_from_memory(&kept(&png(1000, 750)).thumbnail.unwrap()).unwrap();
    assert!(light.width() > 300, "{:?}", light.dimensions());
}

#[test]
fn what_would_be_large_without_loss_loses_a_little() {
    let sent = written(&noise(700, 600), ImageFormat::Png);
    assert!(sent.len() > 1024 * 1024 && sent.len() < MOST_PICTURE_BYTES, "{}", sent.len());
    assert_eq!(kept(&sent).facts.media_type, MediaType::Jpeg);
}

#[test]
fn what_shines_through_stays_so_without_loss_and_is_on_white_in_a_thumbnail() {
    let clear = RgbaImage::from_pixel(700, 200, Rgba([200, 0, 0, 0]));
    let mut sent = std::io::Cursor::new(Vec::new());
    clear.write_to(&mut sent, ImageFormat::Png).unwrap();
    let file = kept(&sent.into_inner());
    let whole = image::load_from_memory(&file.content).unwrap();
    assert_eq!(whole.get_pixel(0, 0).0[3], 0);
    let small = image::load_from_memory(&file.thumbnail.unwrap()).unwrap();
    assert!(small.get_pixel(9, 9).0.iter().all(|part| *part > 250));
}

#[test]
fn row_32_a_header_that_lies_is_found_out() {
    let honest = png(120, 120);
    assert_eq!(claiming(&honest, 120, 120), honest);
    for (width, height) in [(400, 400), (119, 1200), (5000, 3000)] {
        let read = Picture::read(&claiming(&honest, width, height));
        assert_eq!(refusal(read), "error-picture-unreadable", "{width} × {height}");
    }
    for (width, height) in [(60_000, 60_000), (6_000, 6_000), (u32::MAX, 200)] {
        let read = Picture::read(&claiming(&honest, width, height));
        assert!(
            ["error-picture-size", "error-picture-unreadable"].contains(&refusal(read)),
            "{width} × {height}"
        );
    }
}

#[test]
fn row_32_what_is_no_picture_is_refused_whatever_it_is_called() {
    let half = png(200, 200);
    for (what, sent) in [
        ("nothing", &b""[..]),
        ("SVG", br#"<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>"#),
        ("SVG with a declaration", b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("HTML", b"<!doctype html><script>alert(1)</script>"),
        ("GIF", b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"),
        ("BMP", b"BM\x1e\x00\x00\x00\x00\x00\x00\x00\x1a\x00\x00\x00\x0c\x00\x00\x00\x01\x00\x01\x00\x01\x00\x18\x00"),
        ("PDF", b"%PDF-1.7\n%%EOF"),
        ("a beginning", b"\x89PNG\r\n\x1a\n"),
        ("a half", &half[..half.len() / 2]),
        ("JPEG of nothing", b"\xff\xd8\xff\xd9"),
        ("WebP of nothing", b"RIFF\x04\x00\x00\x00WEBP"),
    ] {
        assert_eq!(refusal(Picture::read(sent)), "error-picture-unreadable", "{what}");
    }
}

#[test]
fn row_32_nothing_is_left_of_a_file_but_what_there_is_to_see() {
    let bare = png(200, 200);
    let told = chunk(*b"tEXt", b"Comment\0<script>alert(1)</script>");
    let sent = [&bare[..33], &told, &bare[33..], b"PK\x03\x04<script>alert(2)</script>"].concat();
    let file = kept(&sent);
    assert!(contains(&sent, b"script") && !contains(&file.content, b"script"));
    assert_eq!(file.facts.hash, kept(&bare).facts.hash, "it is the same picture");
    let jpeg = written(&drawn(200, 200), ImageFormat::Jpeg);
    let comment = [b"\xff\xfe\x00\x10<?php evil ?>".as_slice(), b"!"].concat();
    let sent = [&jpeg[..2], &comment, &jpeg[2..]].concat();
    assert!(!contains(&kept(&sent).content, b"php"));
}

#[test]
fn a_picture_taken_sideways_is_turned_upright() {
    // Exif with one entry: orientation (0x0112), 6: to be turned a quarter to the right.
    let exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let jpeg = written(&drawn(300, 200), ImageFormat::Jpeg);
    let sent = [&jpeg[..2], b"\xff\xe1", &length, exif, &jpeg[2..]].concat();
    let file = kept(&sent);
    assert_eq!(file.facts.dimensions, Some((200, 300)));
    assert!(!contains(&file.content, b"Exif"));
}

#[test]
fn the_first_picture_of_more_than_eight_bits_is_read_too() {
    let deep = DynamicImage::from(drawn(150, 150)).to_rgb16();
    let mut sent = std::io::Cursor::new(Vec::new());
    deep.write_to(&mut sent, ImageFormat::Png).unwrap();
    assert_eq!(kept(&sent.into_inner()).facts.hash, kept(&png(150, 150)).facts.hash);
    let mut sent = Vec::new();
    let grey = vec![90; 150 * 150];
    WebPEncoder::new_lossless(&mut sent).encode(&grey, 150, 150, ExtendedColorType::L8).unwrap();
    assert_eq!(kept(&sent).facts.dimensions, Some((150, 150)));
}

#[test]
fn a_file_of_too_many_bytes_is_not_looked_at() {
    let mut sent = png(200, 200);
    sent.resize(MOST_PICTURE_BYTES, 0);
    assert!(Picture::read(&sent).is_ok(), "as many as there may be");
    sent.push(0);
    assert_eq!(refusal(Picture::read(&sent)), "error-picture-too-large");
}

#[test]
fn a_document_begins_and_ends_as_a_pdf() {
    let whole = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n".to_vec();
    let read = Pdf::read(whole.clone()).unwrap();
    assert_eq!(read.bytes() as usize, whole.len());
    assert!(Pdf::read(b"%PDF-2.0\n%%EOF".to_vec()).is_ok());
    let late = [b"%PDF-1.7\n%%EOF".as_slice(), &[b'x'; 1024]].concat();
    for (what, sent) in [
        ("nothing", b"".to_vec()),
        ("another number", b"%PDF-3.0\n%%EOF".to_vec()),
        ("something before it", [b"GIF89a", whole.as_slice()].concat()),
        ("no end", b"%PDF-1.7\n".to_vec()),
        ("an end too early", late),
        ("HTML", b"<html>%PDF-1.7 %%EOF".to_vec()),
        ("a picture", png(100, 100)),
    ] {
        assert_eq!(refusal(Pdf::read(sent)), "error-document-unreadable", "{what}");
    }
    let filled = |length: usize| {
        let mut sent = b"%PDF-1.7\n".to_vec();
        sent.resize(length - 5, b' ');
        [sent.as_slice(), b"%%EOF"].concat()
    };
    assert!(Pdf::read(filled(MOST_DOCUMENT_BYTES)).is_ok());
    assert_eq!(refusal(Pdf::read(filled(MOST_DOCUMENT_BYTES + 1))), "error-document-too-large");
}

#[test]
fn a_files_name_is_spelt_in_one_way() {
    let name = FileHash::of(b"abc").to_string();
    assert_eq!(name, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(name.parse(), Ok(FileHash::of(b"abc")));
    for wrong in ["", "..", &name[1..], &name.to_uppercase(), &format!("{name}0"), &name.replace('b', "g")] {
        assert_eq!(wrong.parse::<FileHash>(), Err(FileHashError), "{wrong}");
    }
}
