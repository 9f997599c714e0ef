package ca.portage.evidence;

/** Is told how an examination or an export goes. */
public interface Listener {
  /** One message has been examined. */
  void proof(Proof proof);

  /** Something that takes a while begins. */
  void step(String what);

  /** So many messages of so many are done. */
  void progress(long done, long total);
}
