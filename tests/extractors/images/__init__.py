"""Tests of pictures as documents."""
