package ca.portage.simulator;

import ca.portage.content.Content;

/**
 * A synthetic interchange, fictional in every field.
 *
 * @param name what {@link Samples} knows it by
 * @param fileName a name to drop it under, unique for each copy
 * @param mediaType {@code application/edi-edifact} or {@code application/edi-consent} (CIG F-15)
 * @param reference its interchange reference, unique for each copy
 * @param content its bytes
 */
public record Sample(
    String name, String fileName, String mediaType, String reference, Content content) {}
