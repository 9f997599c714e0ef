package ca.portage.ledger;

import java.util.OptionalLong;

/** Fingerprints of rows by the fingerprints of their keys; 24 bytes a row, so that many fit. */
final class Fingerprints {
  private static final int FIRST = 1 << 10;

  /** Three quarters full. */
  private static final int FULL_OF_FOUR = 3;

  private long[] keys = new long[FIRST];
  private long[] values = new long[FIRST];
  private boolean zero;
  private long ofZero;
  private int size;

  void put(long key, long value) {
    if (key == 0) {
      size += zero ? 0 : 1;
      zero = true;
      ofZero = value;
      return;
    }
    if ((size + 1) * 4L > keys.length * (long) FULL_OF_FOUR) {
      grow();
    }
    int at = slot(key);
    size += keys[at] == 0 ? 1 : 0;
    keys[at] = key;
    values[at] = value;
  }

  /** What was put last under a key. */
  OptionalLong get(long key) {
    if (key == 0) {
      return zero ? OptionalLong.of(ofZero) : OptionalLong.empty();
    }
    int at = slot(key);
    return keys[at] == 0 ? OptionalLong.empty() : OptionalLong.of(values[at]);
  }

  /** The same, and it is forgotten. */
  OptionalLong take(long key) {
    OptionalLong found = get(key);
    if (found.isPresent()) {
      size--;
      if (key == 0) {
        zero = false;
      } else {
        close(slot(key));
      }
    }
    return found;
  }

  /** Moves up what would not be found any more behind an empty slot. */
  private void close(int gap) {
    int mask = keys.length - 1;
    int empty = gap;
    keys[empty] = 0;
    for (int next = (empty + 1) & mask; keys[next] != 0; next = (next + 1) & mask) {
      int home = home(keys[next]);
      if (((next - home) & mask) >= ((next - empty) & mask)) {
        keys[empty] = keys[next];
        values[empty] = values[next];
        keys[next] = 0;
        empty = next;
      }
    }
  }

  private int home(long key) {
    return (int) key & (keys.length - 1);
  }

  private int slot(long key) {
    int at = home(key);
    while (keys[at] != 0 && keys[at] != key) {
      at = (at + 1) & (keys.length - 1);
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldValues = values;
    keys = new long[Math.multiplyExact(oldKeys.length, 2)];
    values = new long[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int at = slot(oldKeys[i]);
        keys[at] = oldKeys[i];
        values[at] = oldValues[i];
      }
    }
  }

  int size() {
    return size;
  }
}
