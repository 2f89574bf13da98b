import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.out.NodeFmtLib;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.ValidationReport;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.sparql.path.P_Inverse;
import org.apache.jena.sparql.path.P_Link;

/** Validates every data file of a folder against the shapes of another; one line a result, its fields apart by tabs. */
public class Oracle {
    public static void main(String[] folders) throws Exception {
        Graph shapesGraph = org.apache.jena.sparql.graph.GraphFactory.createDefaultGraph();
        try (var files = Files.newDirectoryStream(Path.of(folders[0]), "*.ttl")) {
            for (Path file : files) RDFDataMgr.read(shapesGraph, file.toUri().toString());
        }
        Shapes shapes = Shapes.parse(shapesGraph);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (var files = Files.newDirectoryStream(Path.of(folders[1]), "*.nt")) {
            for (Path file : files) {
                Graph data = RDFDataMgr.loadGraph(file.toUri().toString());
                ValidationReport report = ShaclValidator.get().validate(shapes, data);
                for (ReportEntry entry : report.getEntries()) {
                    out.println(String.join("\t", file.getFileName().toString(), text(entry.source()),
                        text(entry.focusNode()), path(entry), text(entry.value()), entry.severity().level().getURI()));
                }
                out.println(file.getFileName() + "\tdone");
            }
        }
    }

    private static String text(Node node) {
        return node == null ? "" : NodeFmtLib.strNT(node);
    }

    private static String path(ReportEntry entry) {
        var path = entry.resultPath();
        if (path == null) return "";
        if (path instanceof P_Inverse inverse) path = inverse.getSubPath();
        return path instanceof P_Link link ? link.getNode().getURI() : path.toString();
    }
}
