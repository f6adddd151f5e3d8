using System.Globalization;
using System.Text;
using System.Xml;
using Teahouse.Pay.Paper;

namespace Teahouse.Pay.Posters;

/// <summary>A poster as SVG. Its letters are those of whoever shows or prints it.</summary>
internal static class PosterSvg {
    private const string Letters = "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft YaHei',system-ui,sans-serif";

    /// <summary>Draws it.</summary>
    public static byte[] Draw(PosterSheet sheet) {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) })) {
            xml.WriteStartElement("svg", "http://www.w3.org/2000/svg");
            Says(xml, ("width", "105mm"), ("height", "148mm"), ("viewBox", $"0 0 {Text(PosterSheet.Width)} {Text(PosterSheet.Height)}"));
            Element(xml, "rect", ("width", "100%"), ("height", "100%"), ("fill", "#fff"));
            Mark(xml);
            foreach (var line in sheet.Lines) Line(xml, line);
            var scale = PosterSheet.QrSide / (sheet.Qr.Size + 2 * QrPath.Quiet);
            var (x, y) = (PosterSheet.Middle - sheet.Qr.Size * scale / 2, PosterSheet.QrTop + QrPath.Quiet * scale);
            Element(xml, "path", ("id", "qr"), ("transform", $"translate({Text(x)} {Text(y)}) scale({Text(scale)})"), ("d", sheet.Qr.Path));
            xml.WriteEndElement();
        }
        return stream.ToArray();
    }

    private static void Mark(XmlWriter xml) {
        xml.WriteStartElement("g");
        Says(xml, ("transform", $"translate({Text(PosterSheet.Middle - PosterSheet.MarkSide / 2)} {Text(PosterSheet.MarkTop)}) scale({Text(PosterSheet.MarkSide / 64)})"));
        foreach (var shape in PosterSheet.Mark) {
            Element(xml, "path", ("d", shape.Path), ("fill", shape.Fill ?? "none"), ("stroke", shape.Stroke), ("stroke-width", Text(shape.Wide)), ("stroke-linecap", "round"));
        }
        xml.WriteEndElement();
    }

    private static void Line(XmlWriter xml, PosterLine line) {
        xml.WriteStartElement("text");
        Says(xml, ("x", Text(PosterSheet.Middle)), ("y", Text(line.Y)), ("font-size", Text(line.Size)), ("fill", line.Colour), ("text-anchor", "middle"), ("font-family", Letters));
        xml.WriteString(line.Text);
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, params (string Name, string Value)[] attributes) {
        xml.WriteStartElement(name);
        Says(xml, attributes);
        xml.WriteEndElement();
    }

    private static void Says(XmlWriter xml, params (string Name, string Value)[] attributes) {
        foreach (var (name, value) in attributes) xml.WriteAttributeString(name, value);
    }

    private static string Text(float number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
