"""The version of the tool, kept where every layer that writes it can see it."""

VERSION = "0.1.0"
