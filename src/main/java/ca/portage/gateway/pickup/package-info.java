/**
 * From the drop folder to a stored message: watch, claim, check, pack, and quarantine what is bad.
 *
 * <p>Comes in: files other programs drop. Goes out: rows CLAIMED and PACKAGED with their bytes in
 * the spool, or a file in the quarantine folder with its reason beside it.
 */
package ca.portage.gateway.pickup;
