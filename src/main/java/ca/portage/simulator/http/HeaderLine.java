package ca.portage.simulator.http;

/**
 * One header of a request.
 *
 * @param name as spelled by the sender, without the colon
 * @param value unfolded and trimmed
 */
public record HeaderLine(String name, String value) {}
