package ca.portage.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * SQL is made of constants, and values are bound to it (reliability G12). Where a statement has to
 * name a table or a column that the code does not know beforehand, its class is counted here.
 */
class SqlIsBoundTest {
  /** At which place each method takes its SQL. */
  private static final Map<String, Integer> METHODS =
      Map.of(
          "execute", 0,
          "update", 0,
          "prepareStatement", 0,
          "executeQuery", 0,
          "executeUpdate", 0,
          "messages", 0,
          "list", 1,
          "each", 1);

  /** How many statements each class may make of other things, and what these are. */
  private static final Map<String, Integer> KNOWN =
      Map.ofEntries(
          // Takes SQL from a caller, where it is looked at, and hands it on.
          Map.entry("LedgerReader", 3),
          Map.entry("Readers", 1),
          Map.entry("Sidecars", 1),
          Map.entry("Statements", 1),
          Map.entry("Transaction", 2),
          // Names of tables and columns that the schema itself gives, and its own SQL.
          Map.entry("Differences", 1),
          Map.entry("NewRow", 1),
          Map.entry("Rebuild", 2),
          Map.entry("Recorder", 1),
          Map.entry("RowAudit", 2),
          Map.entry("RowLoader", 2),
          Map.entry("Schema", 2),
          Map.entry("Tables", 1),
          Map.entry("Touched", 2),
          // Bytes for a digest, which is updated too.
          Map.entry("Fingerprint", 3),
          // Words of our own enumerations, and pragmas.
          Map.entry("Doubts", 6),
          Map.entry("Pragmas", 2));

  @Test
  void noStatementIsGluedFromValues() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(Path.of("src/main/java/ca/portage"))) {
      files = found.filter(f -> f.toString().endsWith(".java")).sorted().toList();
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Set<String> glued = new TreeSet<>();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      for (CompilationUnitTree unit :
          parse(compiler, manager, manager.getJavaFileObjectsFromPaths(files))) {
        if (talksToTheDatabase(unit)) {
          glued.addAll(glued(unit));
        }
      }
    }
    Map<String, Integer> counts = new TreeMap<>();
    glued.forEach(glue -> counts.merge(glue.substring(0, glue.indexOf(':')), 1, Integer::sum));
    assertThat(counts).as("%s", glued).isEqualTo(new TreeMap<>(KNOWN));
  }

  @Test
  void aGluedValueIsFound() throws IOException {
    String source =
        """
        package ca.portage.ledger;
        import java.sql.SQLException;
        class Glued {
          private static final String ALL = "SELECT * FROM message ";
          void good(Statements s, String id) { s.list(r -> r, ALL + "WHERE id = ?", List.of(id)); }
          void bad(Statements s, String id) { s.update("DELETE FROM message WHERE id = '" + id + "'", List.of()); }
          void worse(Statements s, String id) { s.execute("DELETE FROM %s".formatted(id)); }
        }
        """;
    JavaFileObject file =
        new SimpleJavaFileObject(URI.create("string:///Glued.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignored) {
            return source;
          }
        };
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> found = new ArrayList<>();
    for (CompilationUnitTree unit : parse(compiler, null, List.of(file))) {
      assertThat(talksToTheDatabase(unit)).isTrue();
      found.addAll(glued(unit));
    }
    assertThat(found).hasSize(2).noneMatch(glue -> glue.contains("ALL"));
  }

  private static Iterable<? extends CompilationUnitTree> parse(
      JavaCompiler compiler,
      StandardJavaFileManager manager,
      Iterable<? extends JavaFileObject> files)
      throws IOException {
    return ((JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, files))
        .parse();
  }

  private static boolean talksToTheDatabase(CompilationUnitTree unit) {
    return unit.getImports().stream().anyMatch(i -> i.toString().contains("java.sql."))
        || unit.getPackageName().toString().equals("ca.portage.ledger");
  }

  private static Set<String> glued(CompilationUnitTree unit) {
    Set<String> glued = new TreeSet<>();
    String file = Path.of(unit.getSourceFile().toUri().getPath()).getFileName().toString();
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
        Integer place = METHODS.get(name(call));
        if (place != null && call.getArguments().size() > place) {
          ExpressionTree sql = call.getArguments().get(place);
          if (!constant(sql)) {
            glued.add(file.replace(".java", ": ") + sql.toString().replaceAll("\\s+", " "));
          }
        }
        return super.visitMethodInvocation(call, unused);
      }
    }.scan(unit, null);
    return glued;
  }

  private static String name(MethodInvocationTree call) {
    ExpressionTree method = call.getMethodSelect();
    return method instanceof MemberSelectTree select
        ? select.getIdentifier().toString()
        : method.toString();
  }

  private static boolean constant(ExpressionTree tree) {
    if (tree instanceof ParenthesizedTree inner) {
      return constant(inner.getExpression());
    }
    if (tree instanceof BinaryTree sum) {
      return constant(sum.getLeftOperand()) && constant(sum.getRightOperand());
    }
    if (tree instanceof ConditionalExpressionTree choice) {
      return constant(choice.getTrueExpression()) && constant(choice.getFalseExpression());
    }
    if (tree instanceof MemberSelectTree select) {
      return isConstantName(select.getIdentifier().toString());
    }
    if (tree instanceof IdentifierTree name) {
      return isConstantName(name.getName().toString());
    }
    return tree instanceof LiteralTree;
  }

  private static boolean isConstantName(String name) {
    return name.matches("[A-Z][A-Z0-9_]*");
  }
}
