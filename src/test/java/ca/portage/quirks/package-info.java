/** The oddities of the real gateway's writing, row by row: all are read, and we write none. */
package ca.portage.quirks;
