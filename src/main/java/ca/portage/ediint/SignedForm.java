package ca.portage.ediint;

/**
 * How a multipart/signed is written where the gateway leaves a choice.
 *
 * @param base64 the signature as base64 with its transfer encoding, else binary without (CIG Q-10)
 * @param quotedBoundary the boundary in quotes (CIG F-05)
 * @param partLengths a Content-Length in the signature part (CIG F-02)
 */
public record SignedForm(boolean base64, boolean quotedBoundary, boolean partLengths) {}
