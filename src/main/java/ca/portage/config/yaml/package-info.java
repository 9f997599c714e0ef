/**
 * Reads a YAML file key by key so that every complaint names file, line, key and the nearest known
 * key. Knows nothing of channels or profiles.
 *
 * <p>Comes in: a file, and the keys asked of it. Goes out: values, and a list of {@link
 * ca.portage.config.yaml.Problem}s that is complete for the file. Imports nothing of Portage.
 */
package ca.portage.config.yaml;
