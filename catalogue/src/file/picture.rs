//! Pictures: decoded, turned upright, scaled down and encoded anew, so that nothing is left of a file but what there is to see.

use std::io::Cursor;

use image::{
    DynamicImage, GenericImageView, ImageDecoder, ImageFormat, ImageReader, ImageResult, Limits, Rgb,
    RgbImage,
    codecs::{
        jpeg::JpegEncoder,
        png::{CompressionType, FilterType, PngEncoder},
    },
    imageops,
};
use kernel::Refusal;

use super::{Facts, FileHash, MediaType, NewFile};
use crate::{Error, Result};

/// Most bytes of a picture as it is sent.
pub const MOST_PICTURE_BYTES: usize = 2 * 1024 * 1024;
/// Least and most pixels of a side, as it is sent.
const SIDE: std::ops::RangeInclusive<u32> = 100..=6000;
/// Most pixels in all, as it is sent: five thousand by three.
const MOST_PIXELS: u64 = 16_000_000;
/// Most bytes of memory that decoding may take: eight for each pixel, and some more.
const MOST_MEMORY: u64 = MOST_PIXELS * 9;
/// The longest side that is kept.
const LONGEST: u32 = 1600;
/// What a thumbnail fits into at most.
const THUMBNAIL: (u32, u32) = (480, 360);
/// Most bytes of a thumbnail. A tool's page takes 115 of the 150 kB that the first load of a page may weigh, and shows three thumbnails before more are asked for.
const MOST_THUMBNAIL: usize = 8_000;
/// Narrower than this a thumbnail shows nothing any more.
const NARROWEST: u32 = 100;
/// A picture without loss is kept up to this size; a larger one loses a little.
const MOST_LOSSLESS: usize = 1024 * 1024;
/// Quality of what loses a little.
const QUALITY: u8 = 85;
/// Qualities of thumbnails, tried in this order before they are made smaller.
const SMALL_QUALITIES: [u8; 3] = [75, 60, 50];

/// A picture that has been decoded and encoded anew: of the file that it came from nothing else is left.
pub struct Picture {
    facts: Facts,
    dimensions: (u32, u32),
    content: Vec<u8>,
    thumbnail: Option<Vec<u8>>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Picture").field("facts", &self.facts).finish_non_exhaustive()
    }
}

impl Picture {
    /// Reads PNG, JPEG or WebP. It takes up to some seconds of a processor and 150 MB: not on a thread that others wait for.
    pub fn read(sent: &[u8]) -> Result<Self> {
        let refused = |text| Error::Invalid(vec![Refusal::text(text).field("screenshots")]);
        if sent.len() > MOST_PICTURE_BYTES {
            return Err(refused("error-picture-too-large"));
        }
        let unreadable = |_| refused("error-picture-unreadable");
        let format = image::guess_format(sent).map_err(unreadable)?;
        if !matches!(format, ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP) {
            return Err(refused("error-picture-unreadable"));
        }
        let mut limits = Limits::default();
        limits.max_alloc = Some(MOST_MEMORY);
        let mut reader = ImageReader::with_format(Cursor::new(sent), format);
        reader.limits(limits.clone());
        let decoder = reader.into_decoder().map_err(unreadable)?;
        let (width, height) = decoder.dimensions();
        // What the file says of itself; decoding then yields that many pixels or fails.
        if !fits(width, height) {
            return Err(refused("error-picture-size"));
        }
        let upright = upright(decoder, limits).map_err(unreadable)?;
        Self::of(&fitting(upright, (LONGEST, LONGEST)), format).map_err(unreadable)
    }

    fn of(image: &DynamicImage, came_as: ImageFormat) -> ImageResult<Self> {
        let mut kept = None;
        if came_as != ImageFormat::Jpeg {
            kept = Some((MediaType::Png, lossless(image)?)).filter(|(_, png)| png.len() <= MOST_LOSSLESS);
        }
        let (media_type, content) = match kept {
            Some(kept) => kept,
            None => (MediaType::Jpeg, lossy(image, QUALITY)?),
        };
        let dimensions = image.dimensions();
        let small =
            dimensions.0 <= THUMBNAIL.0 && dimensions.1 <= THUMBNAIL.1 && content.len() <= MOST_THUMBNAIL;
        let thumbnail = if small { None } else { Some(thumbnail(image)?) };
        let facts = Facts {
            hash: FileHash::of(&content),
            media_type,
            dimensions: Some(dimensions),
            size: content.len() as u64,
        };
        Ok(Self { facts, dimensions, content, thumbnail })
    }

    /// Width and height in pixels.
    pub const fn dimensions(&self) -> (u32, u32) {
        self.dimensions
    }
}

impl From<Picture> for NewFile {
    fn from(picture: Picture) -> Self {
        Self { facts: picture.facts, content: picture.content, thumbnail: picture.thumbnail }
    }
}

/// Whether a picture may be as large as this before it is decoded.
pub(super) fn fits(width: u32, height: u32) -> bool {
    let pixels = u64::from(width) * u64::from(height);
    SIDE.contains(&width) && SIDE.contains(&height) && pixels <= MOST_PIXELS
}

/// As it was meant to be seen: what told so goes with the rest of what is said about it. Only the first picture of an animation.
fn upright(mut decoder: impl ImageDecoder, mut limits: Limits) -> ImageResult<DynamicImage> {
    limits.reserve(decoder.total_bytes())?;
    decoder.set_limits(limits)?;
    let orientation = decoder.orientation()?;
    let mut image = DynamicImage::from_decoder(decoder)?;
    image.apply_orientation(orientation);
    Ok(image)
}

/// As large and as good as its weight allows.
fn thumbnail(image: &DynamicImage) -> ImageResult<Vec<u8>> {
    let (mut bounds, mut small) = (THUMBNAIL, image.clone());
    loop {
        small = fitting(small, bounds);
        for quality in SMALL_QUALITIES {
            let out = lossy(&small, quality)?;
            if out.len() <= MOST_THUMBNAIL || bounds.0 < NARROWEST {
                return Ok(out);
            }
        }
        bounds = (bounds.0 * 3 / 4, bounds.1 * 3 / 4);
    }
}

/// Scaled down to fit, never up.
fn fitting(image: DynamicImage, (width, height): (u32, u32)) -> DynamicImage {
    if image.width() <= width && image.height() <= height {
        return image;
    }
    image.resize(width, height, imageops::FilterType::CatmullRom)
}

fn lossless(image: &DynamicImage) -> ImageResult<Vec<u8>> {
    let mut out = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut out, CompressionType::Best, FilterType::Adaptive);
    let rgba = image.to_rgba8();
    if rgba.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
        image.to_rgb8().write_with_encoder(encoder)?;
    } else {
        rgba.write_with_encoder(encoder)?;
    }
    Ok(out)
}

/// On white, where something shines through.
fn lossy(image: &DynamicImage, quality: u8) -> ImageResult<Vec<u8>> {
    let rgba = image.to_rgba8();
    let on_white = |x, y| {
        let [colours @ .., alpha] = rgba.get_pixel(x, y).0;
        let blend = |colour: u8| {
            let (colour, alpha) = (u16::from(colour), u16::from(alpha));
            u8::try_from((colour * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        Rgb(colours.map(blend))
    };
    let mut out = Vec::new();
    let flat = RgbImage::from_fn(rgba.width(), rgba.height(), on_white);
    flat.write_with_encoder(JpegEncoder::new_with_quality(&mut out, quality))?;
    Ok(out)
}
