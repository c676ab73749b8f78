package io.watchfloor.connectors.syslog;

import io.watchfloor.connectors.LogTimes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads one message of RFC 5424, or of RFC 3164 as devices really write it: without a priority,
/// without a host, with a sequence number, a year or an ISO time. Nothing is refused: what can't be
/// read is text. Linear in the length of the message. Stateless.
record SyslogReader(LogTimes times) {
  /// user.notice, where a message has none (RFC 3164, section 4.3.3).
  private static final int USUAL_PRIORITY = 13;

  private static final int MOST_DATA = 24;
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_VALUE = 200;

  private static final Pattern PRIORITY = Pattern.compile("<(\\d{1,3})>");
  private static final Pattern SEQUENCE = Pattern.compile("(?:\\d{1,10}: )?[*.]?");
  private static final Pattern DEVICE_TIME =
      Pattern.compile(
          "([A-Z][a-z]{2}) {1,2}(\\d{1,2}) (?:(\\d{4}) )?(\\d\\d:\\d\\d:\\d\\d)"
              + "(?:\\.\\d{1,6})?(?: (UTC|GMT))?:? ");
  private static final Pattern HOST = Pattern.compile("([A-Za-z0-9_.:-]{1,255}) ");
  private static final Pattern TAG =
      Pattern.compile("([^\\s:\\[\\]<>{}\"]{1,64})(?:\\[([^\\]\\s]{1,32})\\])?: ?");

  SyslogMessage read(byte[] bytes, int length, Instant now) {
    int end = length;
    while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r' || bytes[end - 1] == 0))
      end--;
    return read(new String(bytes, 0, end, StandardCharsets.UTF_8), now);
  }

  private SyslogMessage read(String message, Instant now) {
    int priority = USUAL_PRIORITY;
    var body = message;
    var matcher = PRIORITY.matcher(message);
    if (matcher.lookingAt() && Integer.parseInt(matcher.group(1)) <= 191) {
      priority = Integer.parseInt(matcher.group(1));
      body = message.substring(matcher.end());
    }
    return body.startsWith("1 ") ? modern(priority, body, now) : old(priority, body, now);
  }

  /// RFC 5424, section 6. What breaks off early is the old kind, or plain text.
  private SyslogMessage modern(int priority, String body, Instant now) {
    var words = new String[5];
    int at = 2;
    for (int i = 0; i < words.length; i++) {
      int blank = body.indexOf(' ', at);
      if (blank < 0 || blank - at > 255) return old(priority, body, now);
      words[i] = body.substring(at, blank);
      at = blank + 1;
    }
    var data = new LinkedHashMap<String, String>();
    at = structured(body, at, data);
    var text = at >= body.length() ? "" : body.substring(at).stripLeading();
    return new SyslogMessage(
        priority,
        times.head(words[0] + " ", now).map(LogTimes.Head::at),
        said(words[0]),
        said(words[1]),
        said(words[2]),
        said(words[3]),
        said(words[4]),
        data,
        withoutMark(text));
  }

  private static String said(String word) {
    return word.equals("-") ? "" : word;
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /// Reads `-` or `[id name="value" …]…` from `at` on and gives the index behind it. Unfinished
  /// data is text: the index stays where it began.
  private static int structured(String body, int at, Map<String, String> data) {
    if (body.startsWith("-", at)) return at + 1;
    int behind = at;
    while (behind < body.length() && body.charAt(behind) == '[') {
      int next = element(body, behind + 1, data);
      if (next < 0) return behind;
      behind = next;
    }
    return behind;
  }

  private static int element(String body, int at, Map<String, String> data) {
    int end = at;
    while (end < body.length() && body.charAt(end) != ' ' && body.charAt(end) != ']') end++;
    var id = body.substring(at, end);
    while (end < body.length() && body.charAt(end) == ' ') {
      int equals = body.indexOf("=\"", end);
      if (equals < 0 || equals - end > 255) return -1;
      var name = body.substring(end + 1, equals);
      var value = new StringBuilder();
      int i = equals + 2;
      while (i < body.length() && body.charAt(i) != '"') {
        char c = body.charAt(i);
        if (c == '\\' && i + 1 < body.length() && "\"\\]".indexOf(body.charAt(i + 1)) >= 0)
          c = body.charAt(++i);
        if (value.length() < LONGEST_VALUE) value.append(c);
        i++;
      }
      if (i >= body.length()) return -1;
      keep(id + "." + name, value.toString(), data);
      end = i + 1;
    }
    return end < body.length() && body.charAt(end) == ']' ? end + 1 : -1;
  }

  private static void keep(String name, String value, Map<String, String> data) {
    if (data.size() < MOST_DATA && name.length() <= LONGEST_NAME && !value.isEmpty())
      data.put(name, value);
  }

  private SyslogMessage old(int priority, String body, Instant now) {
    var sequence = SEQUENCE.matcher(body);
    int at = sequence.lookingAt() ? sequence.end() : 0;
    var found = time(body, at, now);
    if (found.isEmpty()) return tagged(priority, Optional.empty(), "", "", body);
    int behind = found.get().end();
    var words = body.substring(at, behind).strip();
    var rest = body.substring(behind);
    var tag = TAG.matcher(rest);
    var host = HOST.matcher(rest);
    if (tag.lookingAt() || !host.lookingAt())
      return tagged(priority, found.map(LogTimes.Head::at), words, "", rest);
    var text = rest.substring(host.end());
    return tagged(priority, found.map(LogTimes.Head::at), words, host.group(1), text);
  }

  private Optional<LogTimes.Head> time(String body, int at, Instant now) {
    var device = DEVICE_TIME.matcher(body).region(at, body.length());
    if (!device.lookingAt())
      return times
          .head(body.substring(at, Math.min(body.length(), at + 64)), now)
          .map(head -> new LogTimes.Head(head.at(), at + head.end()));
    var day = device.group(2).length() == 1 ? " " + device.group(2) : device.group(2);
    var text =
        device.group(3) == null
            ? device.group(1) + " " + day + " " + device.group(4) + " "
            : device.group(3)
                + "-"
                + month(device.group(1))
                + "-"
                + day.replace(' ', '0')
                + "T"
                + device.group(4)
                + (device.group(5) == null ? " " : "Z ");
    return times.head(text, now).map(head -> new LogTimes.Head(head.at(), device.end()));
  }

  private static String month(String name) {
    int index = "JanFebMarAprMayJunJulAugSepOctNovDec".indexOf(name) / 3;
    return String.format("%02d", index + 1);
  }

  private static SyslogMessage tagged(
      int priority, Optional<Instant> at, String words, String host, String rest) {
    var tag = TAG.matcher(rest);
    boolean isTag = tag.lookingAt() && !rest.startsWith("%");
    return new SyslogMessage(
        priority,
        at,
        words,
        host,
        isTag ? tag.group(1) : "",
        isTag && tag.group(2) != null ? tag.group(2) : "",
        "",
        Map.of(),
        withoutMark(isTag ? rest.substring(tag.end()) : rest));
  }
}
