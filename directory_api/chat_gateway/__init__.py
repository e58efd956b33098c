"""The only door to the guide: what a visitor sends goes in here, and a reply always comes out."""
