"""Parts of screens: values in, intentions out."""
