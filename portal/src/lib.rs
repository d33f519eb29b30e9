#![doc = include_str!("../README.md")]

pub mod api;
pub mod background;
pub mod command;
pub mod config;
pub mod demo;
pub mod discovery;
pub mod fhir;
pub mod figures;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
pub mod login;
pub mod oauth;
pub mod pages;
pub mod registers;
#[cfg(test)]
pub(crate) mod testing;
pub mod web;
