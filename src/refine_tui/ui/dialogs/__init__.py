"""Typed questions: plain values in, an answer out."""
