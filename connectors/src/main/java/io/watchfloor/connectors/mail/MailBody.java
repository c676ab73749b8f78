package io.watchfloor.connectors.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/// Finds the words of a mail: its plain text, else its HTML without tags. Attachments are not
/// looked at; of each part at most 256 KiB are fetched, of a mail at most fifty parts.
final class MailBody {
  private static final int LONGEST = 256 * 1024;
  private static final int MOST_PARTS = 50;
  private static final int DEEPEST = 8;

  private @Nullable String plain;
  private @Nullable String html;
  private int parts;

  private MailBody() {}

  static String text(Part mail) throws MessagingException, IOException {
    var body = new MailBody();
    body.look(mail, 0);
    if (body.plain != null) return body.plain.strip();
    return body.html == null ? "" : HtmlText.of(body.html);
  }

  private void look(Part part, int depth) throws MessagingException, IOException {
    if (depth > DEEPEST || ++parts > MOST_PARTS || plain != null) return;
    if (Part.ATTACHMENT.equalsIgnoreCase(disposition(part))) return;
    if (part.isMimeType("text/plain")) plain = read(part);
    else if (part.isMimeType("text/html")) html = html == null ? read(part) : html;
    else if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart many)
      for (int i = 0; i < Math.min(many.getCount(), MOST_PARTS); i++) {
        BodyPart each = many.getBodyPart(i);
        look(each, depth + 1);
      }
  }

  private static String disposition(Part part) {
    try {
      var said = part.getDisposition();
      return said == null ? "" : said;
    } catch (MessagingException e) {
      return "";
    }
  }

  private static String read(Part part) throws MessagingException, IOException {
    try (InputStream in = part.getInputStream()) {
      return new String(in.readNBytes(LONGEST), charset(part.getContentType()));
    }
  }

  /// Latin 1 where it is none that we know: every byte means something there.
  private static Charset charset(@Nullable String type) {
    try {
      var named = type == null ? null : new ContentType(type).getParameter("charset");
      return named == null
          ? StandardCharsets.UTF_8
          : Charset.forName(MimeUtility.javaCharset(named));
    } catch (ParseException | IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.ISO_8859_1;
    }
  }
}
