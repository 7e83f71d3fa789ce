"""What leaves the board to be read elsewhere: on paper, in a spreadsheet, in a browser, by another program."""
