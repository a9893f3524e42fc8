"""The shared surface: base page, components, style, the menu, and how pages are composed."""
