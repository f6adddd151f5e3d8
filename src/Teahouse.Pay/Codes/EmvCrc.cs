using System.Globalization;
using System.Text;

namespace Teahouse.Pay.Codes;

/// <summary>The checksum at the end of a merchant-presented code: CRC-16 with polynomial 1021 from FFFF, over UTF-8. EMVCo MPM v1.0 §4.7.3.3.</summary>
internal static class EmvCrc {
    /// <summary>Four upper-case hexadecimal digits.</summary>
    /// <param name="payload">Everything before them, with the id and length of the checksum itself.</param>
    public static string Of(string payload) {
        uint crc = 0xFFFF;
        foreach (var one in Encoding.UTF8.GetBytes(payload)) {
            crc ^= (uint)one << 8;
            for (var bit = 0; bit < 8; bit++) crc = ((crc & 0x8000) != 0 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xFFFF;
        }
        return crc.ToString("X4", CultureInfo.InvariantCulture);
    }
}
