/**
 * Cryptographic messages (RFC 5652): sign, verify, envelope and open as streams, and the {@code
 * crypto-cms} Camel component over them.
 *
 * <p>Comes in: {@link ca.portage.content.Content} and keys held as JCA objects. Goes out: content,
 * the verified signer, or one {@code CmsException} with a reason. Imports {@code content} only.
 */
package ca.portage.cms;
