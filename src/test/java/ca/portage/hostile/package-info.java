/**
 * Input that is out to get us: a gateway with control over each byte, forgers of messages and
 * receipts, and the proofs that none of it harms the running product.
 */
package ca.portage.hostile;
