#![doc = include_str!("../README.md")]

pub mod command;
pub mod config;
pub mod pages;
pub mod web;
