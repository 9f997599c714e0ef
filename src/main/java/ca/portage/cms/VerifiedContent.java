package ca.portage.cms;

import ca.portage.content.Content;

/**
 * The content an opaque signed message carried, and the signature that verified over it.
 *
 * @param content exactly the bytes that were signed
 * @param verified who signed them
 */
public record VerifiedContent(Content content, Verified verified) {}
