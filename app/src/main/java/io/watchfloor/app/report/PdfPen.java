package io.watchfloor.app.report;

import io.watchfloor.app.ui.kit.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// Writes on a page from its top left corner, in points. Fonts are embedded; what a font has no
/// glyph for becomes a question mark.
final class PdfPen {
  /// Greys of the paper, 0 black to 1 white.
  static final float INK = 0.12f, MUTED = 0.36f, RULE = 0.82f;

  enum Face {
    TEXT,
    STRONG,
    MONO
  }

  private final PDPageContentStream out;
  private final float pageHeight;
  private final PDFont text;
  private final PDFont strong;
  private final PDFont mono;

  PdfPen(PDDocument document, PDPageContentStream out, float pageHeight) throws IOException {
    this.out = out;
    this.pageHeight = pageHeight;
    text = font(document, "report/Inter-Regular.ttf");
    strong = font(document, "report/Inter-SemiBold.ttf");
    mono = font(document, "JetBrainsMono-Regular.ttf");
  }

  private static PDFont font(PDDocument document, String file) throws IOException {
    try (var in = resource(file)) {
      return PDType0Font.load(document, in, true);
    }
  }

  static InputStream resource(String file) {
    var path = "/io/watchfloor/assets/fonts/" + file;
    return Objects.requireNonNull(PdfPen.class.getResourceAsStream(path), path);
  }

  private PDFont of(Face face) {
    return switch (face) {
      case TEXT -> text;
      case STRONG -> strong;
      case MONO -> mono;
    };
  }

  /// `y` is the base line, from the page's top.
  void write(String words, float x, float y, Face face, float size, float grey) throws IOException {
    var safe = safe(words, of(face));
    out.beginText();
    out.setNonStrokingColor(grey, grey, grey);
    out.setFont(of(face), size);
    out.newLineAtOffset(x, pageHeight - y);
    out.showText(safe);
    out.endText();
  }

  void writeRight(String words, float right, float y, Face face, float size, float grey)
      throws IOException {
    write(words, right - width(words, face, size), y, face, size, grey);
  }

  void writeMiddle(String words, float middle, float y, Face face, float size, float grey)
      throws IOException {
    write(words, middle - width(words, face, size) / 2, y, face, size, grey);
  }

  /// Amber, for what missed its goal.
  void writeAmber(String words, float x, float y, Face face, float size) throws IOException {
    out.beginText();
    out.setNonStrokingColor(0.56f, 0.37f, 0f);
    out.setFont(of(face), size);
    out.newLineAtOffset(x, pageHeight - y);
    out.showText(safe(words, of(face)));
    out.endText();
  }

  float width(String words, Face face, float size) {
    try {
      return of(face).getStringWidth(safe(words, of(face))) / 1000 * size;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Cut at the end so that it is at most `most` points wide.
  String fitted(String words, float most, Face face, float size) {
    var line = PlainText.line(words);
    if (width(line, face, size) <= most) return line;
    int end = line.length();
    while (end > 1 && width(line.substring(0, end) + "…", face, size) > most) end--;
    return line.substring(0, end).stripTrailing() + "…";
  }

  /// Broken at spaces into at most `lines` lines, the last one cut.
  List<String> wrapped(String words, float most, int lines, Face face, float size) {
    var answer = new ArrayList<String>();
    var rest = PlainText.line(words, 1_000);
    while (!rest.isEmpty() && answer.size() < lines - 1 && width(rest, face, size) > most) {
      int end = rest.length();
      while (end > 0 && width(rest.substring(0, end), face, size) > most)
        end = rest.lastIndexOf(' ', end - 1);
      if (end <= 0) break;
      answer.add(rest.substring(0, end));
      rest = rest.substring(end + 1);
    }
    if (!rest.isEmpty()) answer.add(fitted(rest, most, face, size));
    return answer;
  }

  void rule(float x, float y, float width, float thick, float grey) throws IOException {
    box(x, y, width, thick, grey);
  }

  void box(float x, float y, float width, float height, float grey) throws IOException {
    out.setNonStrokingColor(grey, grey, grey);
    out.addRect(x, pageHeight - y - height, width, height);
    out.fill();
  }

  private static String safe(String words, PDFont font) {
    var line = PlainText.line(words, 1_000);
    if (canShow(line, font)) return line;
    var safe = new StringBuilder();
    line.codePoints()
        .forEach(
            c -> {
              var one = Character.toString(c);
              safe.append(canShow(one, font) ? one : "?");
            });
    return safe.toString();
  }

  private static boolean canShow(String words, PDFont font) {
    try {
      font.encode(words);
      return true;
    } catch (IOException | IllegalArgumentException noGlyph) {
      return false;
    }
  }
}
