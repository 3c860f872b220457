"""The look of the whole: base templates, parts, form widgets, template tags and charts."""
