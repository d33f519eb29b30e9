# Northern Sámi. No speaker has reviewed these; what is missing falls back to bokmål. See docs/translations.md.
