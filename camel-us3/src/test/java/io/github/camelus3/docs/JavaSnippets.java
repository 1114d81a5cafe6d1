package io.github.camelus3.docs;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.apache.camel.builder.RouteBuilder;

/**
 * The Java blocks of pages, compiled with the class path of the tests. A block without a class is
 * placed in a {@code RouteBuilder}. The imports of a block without imports are those of its page's
 * blocks that have nothing else: a reader finds every type there. The blocks of a page share a
 * package, so they see each other's classes.
 */
final class JavaSnippets implements AutoCloseable {
  private static final Pattern FILE =
      Pattern.compile("(?m)^(?:public )?(?:final )?(?:class|record|interface|enum) (\\w+)");
  private static final Pattern MEMBERS = Pattern.compile("(?:@\\w+|public|private|static)\\b.*");

  private static final Pattern ONLY_IMPORTS = Pattern.compile("(\\s*import [^;]+;)+\\s*");

  /** What pages presuppose. */
  private static final String VARIABLES =
      """
      io.github.camelus3.emulator.Us3Emulator emulator;
      io.github.camelus3.client.Us3Client client;
      String publicKey;
      String privateKey;
      """;

  private final Map<CodeBlock, List<String>> problems = new LinkedHashMap<>();
  private final List<String> ofNoBlock = new ArrayList<>();
  private final Map<Path, String> imports = new HashMap<>();
  private final URLClassLoader classes;

  /** Compiles into a folder. */
  JavaSnippets(List<CodeBlock> blocks, Path folder, String... moreOptions) throws IOException {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options = new ArrayList<>(List.of(moreOptions));
    options.addAll(
        List.of(
            "-proc:none",
            "-Xlint:deprecation,removal",
            "-XDshould-stop.ifError=FLOW", // one wrong block hides no other
            "--release",
            "17",
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            folder.toString()));
    for (CodeBlock block : blocks) {
      if (ONLY_IMPORTS.matcher(block.text()).matches()) {
        imports.merge(block.page(), block.text(), String::concat);
      }
    }
    List<Source> sources = blocks.stream().map(this::source).toList();
    compiler.getTask(null, null, diagnostics, options, null, sources).call();

    for (Diagnostic<? extends JavaFileObject> diagnostic : diagnostics.getDiagnostics()) {
      if (diagnostic.getKind() != Diagnostic.Kind.NOTE) {
        add(diagnostic);
      }
    }
    classes = new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
  }

  private void add(Diagnostic<? extends JavaFileObject> diagnostic) {
    if (diagnostic.getSource() instanceof Source source) {
      problems.computeIfAbsent(source.block, block -> new ArrayList<>()).add(source.at(diagnostic));
    } else { // about an option or a class file
      ofNoBlock.add(diagnostic.toString());
    }
  }

  /** What the compiler says of no block, such as of an option. */
  List<String> problemsOfNoBlock() {
    return ofNoBlock;
  }

  /** The compiler's errors and warnings. If no block has one: why the routes cannot be built. */
  List<String> problems(CodeBlock block) throws ReflectiveOperationException {
    if (!problems.isEmpty() || !block.text().contains("from(\"")) {
      return problems.getOrDefault(block, List.of());
    }
    Class<?> type = classes.loadClass(source(block).type);
    if (!RouteBuilder.class.isAssignableFrom(type)) {
      return List.of();
    }
    var constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    try {
      RouteSnippets.build(block.text(), (RouteBuilder) constructor.newInstance());
      return List.of();
    } catch (Exception e) {
      return List.of(e.toString());
    }
  }

  @Override
  public void close() throws IOException {
    classes.close();
  }

  private Source source(CodeBlock block) {
    String text = block.text();
    String start = "package " + Source.room(block) + ";\n";
    String name = "Snippet" + block.line();
    Matcher file = FILE.matcher(text);
    if (file.find()) {
      String own = text.contains("import ") ? "" : imports.getOrDefault(block.page(), "");
      return new Source(block, file.group(1), start + own, "");
    }
    if (ONLY_IMPORTS.matcher(text).matches()) {
      return new Source(block, name, start, "");
    }
    String type =
        start
            + imports.getOrDefault(block.page(), "")
            + ("class " + name + " extends org.apache.camel.builder.RouteBuilder {\n");
    String method = "public void configure() throws Exception {\n";
    if (MEMBERS.matcher(text.lines().findFirst().orElse("")).matches()) {
      return new Source(block, name, type, method + "}}");
    }
    return text.startsWith(".")
        ? new Source(block, name, type + method + "from(\"direct:start\")\n", ";}}")
        : new Source(block, name, type + VARIABLES + method, "}}");
  }

  /** The file that the compiler reads. */
  private static final class Source extends SimpleJavaFileObject {
    private final CodeBlock block;
    private final String type;
    private final String before;
    private final String after;

    private Source(CodeBlock block, String name, String before, String after) {
      super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
      this.block = block;
      this.type = room(block) + '.' + name;
      this.before = before;
      this.after = after;
    }

    /** The package of a page's blocks. */
    private static String room(CodeBlock block) {
      return block.page().toString().replaceAll("\\W", "_");
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return before + RouteSnippets.here(block.text()) + after;
    }

    String at(Diagnostic<?> diagnostic) {
      long line = diagnostic.getLineNumber() - before.lines().count() + block.line();
      return block.page() + ":" + line + ": " + diagnostic.getMessage(null);
    }
  }
}
