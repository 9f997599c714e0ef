package ca.portage.gateway.inbound;

import ca.portage.content.Content;
import ca.portage.mime.Headers;

/**
 * One part of a download.
 *
 * @param id the ledger's id
 * @param headers the part's clear headers
 * @param body its encrypted bytes, as a view on the stored answer
 */
record InboundPart(String id, Headers headers, Content body) {}
