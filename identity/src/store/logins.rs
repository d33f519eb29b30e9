//! `login_transactions`: logins under way at the providers.
