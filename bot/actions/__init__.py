"""The guide's custom actions: each decides which response to give and with what. No wording lives here."""
