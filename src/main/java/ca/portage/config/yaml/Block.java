package ca.portage.config.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A block of {@code key: value} lines. Each key that is asked for is thereby known; {@link
 * #finish()} reports the others.
 *
 * <p>A read that fails records a problem and answers null, so that reading goes on; {@link #whole}
 * builds a value only when nothing failed, and so nulls stay inside the loader.
 */
public final class Block {
  private record Line(int line, Node value) {}

  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final Set<String> known = new TreeSet<>();
  private final String path;
  private final int line;
  private final Problems problems;

  Block(MappingNode node, String path, int line, Problems problems) {
    this(path, line, problems);
    for (NodeTuple tuple : node.getValue()) {
      add(tuple);
    }
  }

  private Block(String path, int line, Problems problems) {
    this.path = path;
    this.line = line;
    this.problems = problems;
  }

  private void add(NodeTuple tuple) {
    int at = line(tuple.getKeyNode());
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      problems.error(at, "a key must be one word");
      return;
    }
    Line first = lines.putIfAbsent(key.getValue(), new Line(at, tuple.getValueNode()));
    if (first != null) {
      problems.error(
          at,
          name(key.getValue()) + " is given twice, first on line " + first.line() + "; keep one");
    }
  }

  static int line(Node node) {
    return node.getStartMark().map(m -> m.getLine() + 1).orElse(0);
  }

  /** The line a key stands on; the block's own line when the key is absent. */
  public int line(String key) {
    return lines.containsKey(key) ? lines.get(key).line() : line;
  }

  /** The keys of a block whose keys are free, in the order of the file; all become known. */
  public List<String> keys() {
    known.addAll(lines.keySet());
    return List.copyOf(lines.keySet());
  }

  /** A value that has to be there. */
  public <T> T required(String key, Form<T> form) {
    return demand(key) ? scalar(key, lines.get(key).value(), form) : null;
  }

  /** A value that may be absent. */
  public <T> T optional(String key, Form<T> form, T absent) {
    known.add(key);
    return lines.containsKey(key) ? scalar(key, lines.get(key).value(), form) : absent;
  }

  /** One value or a list of them; at least one has to be there. */
  public <T> List<T> requiredList(String key, Form<T> form) {
    return demand(key) ? list(key, form, 1) : List.of();
  }

  /** One value or a list of them; it may be empty only where that is what its absence means. */
  public <T> List<T> optionalList(String key, Form<T> form, List<T> absent) {
    known.add(key);
    return lines.containsKey(key) ? list(key, form, absent.isEmpty() ? 0 : 1) : absent;
  }

  private <T> List<T> list(String key, Form<T> form, int least) {
    Node value = lines.get(key).value();
    List<Node> nodes = value instanceof SequenceNode list ? list.getValue() : List.of(value);
    if (nodes.size() < least) {
      error(key, "needs at least one value");
    }
    List<T> values = new ArrayList<>();
    for (Node node : nodes) {
      T read = scalar(key, node, form);
      if (read != null) {
        values.add(read);
      }
    }
    return values;
  }

  /** A block inside this one that has to be there. */
  public Block required(String key) {
    return demand(key) ? inner(key) : new Block(path(key), line, new Problems(problems.file(), ""));
  }

  /** A block inside this one; an absent one reads as if it were empty. */
  public Block optional(String key) {
    known.add(key);
    return lines.containsKey(key) ? inner(key) : new Block(path(key), line, problems);
  }

  private Block inner(String key) {
    if (lines.get(key).value() instanceof MappingNode mapping) {
      return new Block(mapping, path(key), line(key), problems);
    }
    problems.error(line(key), name(key) + " must be a block of 'key: value' lines");
    // Its keys cannot be judged, so what they would lack is not reported as well.
    return new Block(path(key), line(key), new Problems(problems.file(), ""));
  }

  /** Whether a key is there, for a block that means something by its absence. */
  public boolean has(String key) {
    known.add(key);
    return lines.containsKey(key);
  }

  private boolean demand(String key) {
    if (!has(key)) {
      problems.error(line, "the key " + name(key) + " is missing");
    }
    return lines.containsKey(key);
  }

  private <T> T scalar(String key, Node value, Form<T> form) {
    if (!(value instanceof ScalarNode scalar)) {
      String kind = value instanceof MappingNode ? "a block" : "a list";
      String quotes = value instanceof MappingNode ? "; text that begins with { needs quotes" : "";
      problems.error(line(value), name(key) + " must be one value, not " + kind + quotes);
      return null;
    }
    if (scalar.getTag().equals(Tag.NULL)) {
      problems.error(line(value), name(key) + " has no value");
      return null;
    }
    try {
      return form.read(scalar.getValue());
    } catch (IllegalArgumentException e) {
      problems.error(line(value), name(key) + " " + e.getMessage());
      return null;
    }
  }

  /** Reports a rule that a key breaks although its form is right. */
  public void error(String key, String text) {
    problems.error(line(key), name(key) + " " + text);
  }

  /** Reports what an admin should know about a key. */
  public void warning(String key, String text) {
    problems.warning(line(key), name(key) + " " + text);
  }

  /** Reports every key nobody asked for, with the nearest known one and all that are allowed. */
  public void finish() {
    for (Map.Entry<String, Line> entry : lines.entrySet()) {
      if (!known.contains(entry.getKey())) {
        String in = path.isEmpty() ? "" : " in '" + path + "'";
        problems.error(
            entry.getValue().line(),
            "unknown key '%s'%s%s Allowed here: %s"
                .formatted(
                    Shown.of(entry.getKey()),
                    in,
                    Nearest.ending(entry.getKey(), known),
                    String.join(", ", known)));
      }
    }
  }

  /** Builds a value of what was read, or nothing (null) when the file has an error already. */
  public <T> T whole(Supplier<T> value) {
    return problems.isSound() ? value.get() : null;
  }

  private String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  private String name(String key) {
    return "'" + Shown.of(path(key)) + "'";
  }
}
