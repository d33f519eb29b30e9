#![doc = include_str!("../README.md")]

pub mod bulk;
pub mod representation;
