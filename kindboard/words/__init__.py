"""Words that every face of kindboard shares: days, and text that can do no harm where it is shown. Pure."""
