package ca.portage.harness.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The requests of one client connection, one after the other, each with its fault. */
final class Passage {
  private final CuttingProxy proxy;
  private final Line client;

  Passage(CuttingProxy proxy, Line client) {
    this.proxy = proxy;
    this.client = client;
  }

  /** An answer of the gateway, whole. */
  private record Reply(Head head, byte[] bytes) {}

  void serve() throws IOException {
    boolean open = true;
    while (open) {
      Optional<Head> head = Head.read(client.in());
      open = head.isPresent() && exchange(head.get());
    }
  }

  private boolean exchange(Head head) throws IOException {
    Optional<Fault> fault = proxy.fault(head);
    if (fault.isPresent() && fault.get() instanceof Fault.Cut cut) {
      cut(head, cut);
      return false;
    }
    byte[] body = client.in().readNBytes(head.length());
    proxy.heard(new Heard(head, body, fault));
    if (body.length < head.length()) {
      return false;
    }
    if (fault.isPresent() && fault.get() instanceof Fault.Answered answered) {
      client.out().write(answered.answer());
      client.out().flush();
      if (answered.after() == Fault.After.STALLED) {
        client.drain();
      }
      return answered.after() == Fault.After.KEPT;
    }
    if (fault.isPresent() && fault.get() instanceof Fault.Duplicated) {
      reply(head, body);
    }
    Reply reply = reply(head, fault.filter(this::inBody).isPresent() ? changed(body) : body);
    byte[] bytes = reply.bytes();
    if (fault.filter(this::inAnswer).isPresent()) {
      bytes[1] ^= 0x20;
    }
    client.out().write(bytes);
    client.out().flush();
    return !reply.head().closes();
  }

  private boolean inBody(Fault fault) {
    return fault instanceof Fault.Corrupted corrupted && !corrupted.answer();
  }

  private boolean inAnswer(Fault fault) {
    return fault instanceof Fault.Corrupted corrupted && corrupted.answer();
  }

  private static byte[] changed(byte[] body) {
    byte[] changed = body.clone();
    changed[changed.length - 1] ^= 1;
    return changed;
  }

  private Reply reply(Head head, byte[] body) throws IOException {
    try (Line gateway = proxy.gateway()) {
      send(gateway, head, body);
      return reply(gateway);
    }
  }

  private static void send(Line gateway, Head head, byte[] body) throws IOException {
    gateway.out().write(head.bytes());
    gateway.out().write(body);
    gateway.out().flush();
  }

  private static Reply reply(Line gateway) throws IOException {
    Head answer =
        Head.read(gateway.in()).orElseThrow(() -> new EOFException("the gateway did not answer"));
    byte[] content = gateway.in().readNBytes(answer.length());
    byte[] bytes = Arrays.copyOf(answer.bytes(), answer.bytes().length + content.length);
    System.arraycopy(content, 0, bytes, answer.bytes().length, content.length);
    return new Reply(answer, bytes);
  }

  private void cut(Head head, Fault.Cut cut) throws IOException {
    int through = (int) cut.position().bodyBytes(head.length());
    byte[] body = client.in().readNBytes(through);
    try (Line gateway = proxy.gateway()) {
      send(gateway, head, body);
      if (cut.position().inRequest()) {
        body = endRequest(cut.manner(), gateway, head, body);
      } else {
        Reply reply = reply(gateway);
        int shown = cut.position().answerBytes(reply.head(), cut.manner());
        client.out().write(reply.bytes(), 0, shown);
        client.out().flush();
        endAnswer(cut.manner(), reply.bytes(), shown);
      }
    } finally {
      proxy.heard(new Heard(head, body, Optional.of(cut)));
    }
  }

  /** Ends it while the request is on its way; gives what was read of the body. */
  private byte[] endRequest(Manner manner, Line gateway, Head head, byte[] body)
      throws IOException {
    switch (manner) {
      case RESET -> {
        client.reset();
        gateway.reset();
      }
      case CLOSE -> {
        gateway.reset();
        client.fin();
        client.drain();
      }
      case HALF_CLOSE -> {
        client.halfClose();
        byte[] rest = client.in().readNBytes(head.length() - body.length);
        gateway.out().write(rest);
        gateway.out().flush();
        reply(gateway);
        byte[] whole = Arrays.copyOf(body, body.length + rest.length);
        System.arraycopy(rest, 0, whole, body.length, rest.length);
        client.drain();
        return whole;
      }
      case BLACKHOLE -> client.drain();
      case DRIP -> {
        for (int left = proxy.drips(); left > 0 && proxy.pause(); left--) {
          int next = client.in().read();
          if (next < 0) {
            break;
          }
          gateway.out().write(next);
          gateway.out().flush();
        }
        gateway.reset();
        client.drain();
      }
    }
    return body;
  }

  private void endAnswer(Manner manner, byte[] answer, int shown) throws IOException {
    switch (manner) {
      case RESET -> client.reset();
      case CLOSE -> {
        client.fin();
        client.drain();
      }
      case HALF_CLOSE -> {
        client.halfClose();
        client.drain();
      }
      case BLACKHOLE -> client.drain();
      case DRIP -> {
        for (int at = shown; at < answer.length && proxy.pause(); at++) {
          client.out().write(answer[at]);
          client.out().flush();
        }
      }
    }
  }
}
