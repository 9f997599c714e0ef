package ca.portage.mime;

import ca.portage.content.Content;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The entities of a nested multipart that are not multiparts themselves, in their order. */
public final class Leaves {
  private final MimeLimits limits;
  private final List<Entity> found = new ArrayList<>();

  private Leaves(MimeLimits limits) {
    this.limits = limits;
  }

  /**
   * The leaves of an entity: itself if it is no multipart.
   *
   * @throws MalformedMimeException if a multipart is not closed, nested too deep, or has too many
   *     leaves
   * @throws IOException if the content cannot be read
   */
  public static List<Entity> of(Entity root, MimeLimits limits)
      throws MalformedMimeException, IOException {
    return Guard.reading(
        "the nested multipart",
        () -> {
          Leaves leaves = new Leaves(limits);
          leaves.collect(root, 0);
          return List.copyOf(leaves.found);
        });
  }

  private void collect(Entity entity, int depth) throws MalformedMimeException, IOException {
    ContentType type = entity.contentType();
    if (!type.isMultipart()) {
      keep(entity);
      return;
    }
    if (depth == limits.maxDepth()) {
      throw new MalformedMimeException("multiparts are nested deeper than " + depth);
    }
    Parts parts = MultipartReader.parts(entity.body(), type.boundary(), limits);
    if (!parts.closed()) {
      throw new MalformedMimeException("a nested multipart has no closing delimiter");
    }
    for (Content part : parts.parts()) {
      collect(EntityReader.read(part, limits), depth + 1);
    }
  }

  private void keep(Entity leaf) throws MalformedMimeException {
    if (found.size() == limits.maxParts()) {
      throw new MalformedMimeException("there are more than " + found.size() + " parts in all");
    }
    found.add(leaf);
  }
}
