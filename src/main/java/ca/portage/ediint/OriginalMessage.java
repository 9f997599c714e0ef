package ca.portage.ediint;

import ca.portage.mime.Headers;

/**
 * The message a receipt is about.
 *
 * @param id its Message-ID as it came
 * @param headers the headers it came with, in their order
 */
public record OriginalMessage(MessageId id, Headers headers) {}
