using System.Globalization;
using System.Text;
using System.Xml;
using Teahouse.Pay.Codes;

namespace Teahouse.Pay.Bank;

/// <summary>
/// Payments for the bank to make, as banks take them: ISO 20022, pain.001.001.09. The same rows give the same bytes. Each payment is asked
/// to be booked by itself, so that a statement says of each whether it was made.
/// </summary>
internal static class PaymentFile {
    private const string Namespace = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    /// <summary>Writes it.</summary>
    public static byte[] Write(BatchRow batch, IReadOnlyList<PayoutRow> payouts) {
        using var file = new MemoryStream();
        using (var xml = XmlWriter.Create(file, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" })) {
            var at = DateTimeOffset.FromUnixTimeMilliseconds(batch.At);
            xml.WriteStartElement("Document", Namespace);
            xml.WriteStartElement("CstmrCdtTrfInitn");
            Nested(xml, ["GrpHdr"], () => {
                xml.WriteElementString("MsgId", batch.BankName);
                xml.WriteElementString("CreDtTm", at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                Sums(xml, payouts);
                Nested(xml, ["InitgPty"], () => xml.WriteElementString("Nm", batch.Name));
            });
            Nested(xml, ["PmtInf"], () => Body(xml, batch, payouts, at));
        }
        return file.ToArray();
    }

    private static void Body(XmlWriter xml, BatchRow batch, IReadOnlyList<PayoutRow> payouts, DateTimeOffset at) {
        xml.WriteElementString("PmtInfId", batch.BankName);
        xml.WriteElementString("PmtMtd", "TRF");
        xml.WriteElementString("BtchBookg", "false");
        Sums(xml, payouts);
        Nested(xml, ["ReqdExctnDt"], () => xml.WriteElementString("Dt", at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        Nested(xml, ["Dbtr"], () => xml.WriteElementString("Nm", batch.Name));
        Nested(xml, ["DbtrAcct", "Id"], () => xml.WriteElementString("IBAN", batch.Iban));
        Nested(xml, ["DbtrAgt", "FinInstnId"], () => {
            if (batch.Bic is { } bic) xml.WriteElementString("BICFI", bic);
            else Nested(xml, ["Othr"], () => xml.WriteElementString("Id", "NOTPROVIDED"));
        });
        foreach (var payout in payouts) Nested(xml, ["CdtTrfTxInf"], () => Payment(xml, payout));
    }

    private static void Payment(XmlWriter xml, PayoutRow payout) {
        Nested(xml, ["PmtId"], () => xml.WriteElementString("EndToEndId", payout.Id));
        Nested(xml, ["Amt"], () => {
            xml.WriteStartElement("InstdAmt");
            xml.WriteAttributeString("Ccy", Iso4217.OfHouse.Code);
            xml.WriteString(Iso4217.OfHouse.Amount(payout.Amount));
            xml.WriteEndElement();
        });
        Nested(xml, ["Cdtr"], () => xml.WriteElementString("Nm", payout.Name));
        Nested(xml, ["CdtrAcct", "Id"], () => xml.WriteElementString("IBAN", payout.Iban));
        Nested(xml, ["RmtInf"], () => xml.WriteElementString("Ustrd", $"Teahouse {payout.Id}"));
    }

    private static void Sums(XmlWriter xml, IReadOnlyList<PayoutRow> payouts) {
        xml.WriteElementString("NbOfTxs", payouts.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteElementString("CtrlSum", Iso4217.OfHouse.Amount(payouts.Sum(p => p.Amount)));
    }

    private static void Nested(XmlWriter xml, string[] names, Action inside) {
        foreach (var name in names) xml.WriteStartElement(name);
        inside();
        foreach (var _ in names) xml.WriteEndElement();
    }
}
