/**
 * File systems on loop devices whose power can be cut: the copy of an image holds what had reached
 * the device and nothing that only the page cache knew (reliability §3, A3).
 *
 * <p>Comes in: root, {@code mount}, {@code mkfs.ext4}, {@code mkfs.xfs}. Goes out: a mounted copy
 * of the image, and nothing left behind when it is closed.
 */
package ca.portage.harness.power;
