package ca.portage.config.yaml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Opens a YAML 1.2 file as a tree of nodes that remember their lines; nothing is constructed from
 * it, so no tag of the file can name a Java class.
 */
public final class YamlFile {
  private static final int MAX_BYTES = 1 << 20;

  private YamlFile() {}

  /** The block the whole file is; empty when it cannot be read, and then a problem says why. */
  public static Optional<Block> open(Problems problems) {
    try {
      return compose(text(problems), problems)
          .map(root -> new Block(root, "", Block.line(root), problems));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(Mark::getLine).orElse(-1) + 1;
      problems.error(line, "is not YAML here: " + Shown.of(e.getProblem()));
    } catch (YamlEngineException e) {
      problems.error(0, "is not YAML: " + Shown.of(String.valueOf(e.getMessage())));
    } catch (CharacterCodingException e) {
      problems.error(0, "is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      problems.error(0, "cannot be read: " + Shown.of(String.valueOf(e.getMessage())));
    } catch (StackOverflowError e) {
      problems.error(0, "is nested too deep to be a file of Portage");
    }
    return Optional.empty();
  }

  private static String text(Problems problems) throws IOException {
    if (Files.size(problems.file()) > MAX_BYTES) {
      throw new IOException("larger than 1 MiB, which is no file of Portage");
    }
    byte[] bytes = Files.readAllBytes(problems.file());
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static Optional<MappingNode> compose(String text, Problems problems) {
    // Doubled keys are let through here because Block names both lines.
    LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(true).build();
    Optional<Node> root = new Compose(settings).composeString(text);
    if (root.isPresent() && root.get() instanceof MappingNode mapping) {
      return Optional.of(mapping);
    }
    problems.error(root.map(Block::line).orElse(1), "should be lines of the form 'key: value'");
    return Optional.empty();
  }
}
