package ca.portage.simulator.http;

/** The bytes on a connection are no request head that could be answered by its content. */
public final class MalformedRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedRequestException(String what) {
    super(what);
  }
}
