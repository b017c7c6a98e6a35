// What all pages share. No page needs it to show its numbers.
"use strict";
