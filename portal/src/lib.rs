#![doc = include_str!("../README.md")]

pub mod command;
pub mod config;
pub mod discovery;
pub mod fhir;
pub mod pages;
pub mod web;
