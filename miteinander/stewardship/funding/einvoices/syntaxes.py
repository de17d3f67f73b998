"""Where the two syntaxes of EN 16931 keep each field."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lxml import etree

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_CII = "urn:un:unece:uncefact:data:standard:"


@dataclass(frozen=True)
class Syntax:
    name: str
    roots: frozenset[str]
    namespaces: Mapping[str, str]
    paths: Mapping[str, str]


UBL = Syntax(
    "UBL",
    frozenset({f"{{{_UBL}Invoice-2}}Invoice", f"{{{_UBL}CreditNote-2}}CreditNote"}),
    MappingProxyType({"cac": _UBL + "CommonAggregateComponents-2", "cbc": _UBL + "CommonBasicComponents-2"}),
    MappingProxyType(
        {
            "profile": "cbc:CustomizationID",
            "number": "cbc:ID",
            "type": "cbc:InvoiceTypeCode | cbc:CreditNoteTypeCode",
            "issue_date": "cbc:IssueDate",
            "due_date": "cbc:DueDate | cac:PaymentMeans/cbc:PaymentDueDate",
            "delivery_date": "cac:Delivery/cbc:ActualDeliveryDate",
            "period_start": "cac:InvoicePeriod/cbc:StartDate",
            "period_end": "cac:InvoicePeriod/cbc:EndDate",
            "notes": "cbc:Note",
            "supplier": "cac:AccountingSupplierParty/cac:Party",
            "buyer": "cac:AccountingCustomerParty/cac:Party",
            "party.name": "cac:PartyLegalEntity/cbc:RegistrationName",
            "party.trading_name": "cac:PartyName/cbc:Name",
            "party.streets": "cac:PostalAddress/cbc:StreetName | cac:PostalAddress/cbc:AdditionalStreetName"
            " | cac:PostalAddress/cac:AddressLine/cbc:Line",
            "party.postcode": "cac:PostalAddress/cbc:PostalZone",
            "party.city": "cac:PostalAddress/cbc:CityName",
            "party.country": "cac:PostalAddress/cac:Country/cbc:IdentificationCode",
            "party.vat_id": "cac:PartyTaxScheme[cac:TaxScheme/cbc:ID='VAT']/cbc:CompanyID",
            "party.tax_number": "cac:PartyTaxScheme[not(cac:TaxScheme/cbc:ID='VAT')]/cbc:CompanyID",
            "payee": "cac:PayeeParty/cac:PartyName/cbc:Name",
            "iban": "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID",
            "bic": "cac:PaymentMeans/cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID",
            "payment_reference": "cac:PaymentMeans/cbc:PaymentID",
            "buyer_reference": "cbc:BuyerReference",
            "order_reference": "cac:OrderReference/cbc:ID",
            "corrects": "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID",
            "terms": "cac:PaymentTerms/cbc:Note",
            "discounts": "cac:PaymentTerms[false()]",
            "discount.days": ".",
            "discount.percent": ".",
            "discount.base": ".",
            "currency": "cbc:DocumentCurrencyCode",
            "lines": "cac:InvoiceLine | cac:CreditNoteLine",
            "line.name": "cac:Item/cbc:Name",
            "line.description": "cac:Item/cbc:Description",
            "line.quantity": "cbc:InvoicedQuantity | cbc:CreditedQuantity",
            "line.net": "cbc:LineExtensionAmount",
            "line.vat_rate": "cac:Item/cac:ClassifiedTaxCategory/cbc:Percent",
            "vat_shares": "cac:TaxTotal/cac:TaxSubtotal",
            "share.category": "cac:TaxCategory/cbc:ID",
            "share.rate": "cac:TaxCategory/cbc:Percent",
            "share.net": "cbc:TaxableAmount",
            "share.vat": "cbc:TaxAmount",
            "share.exemption": "cac:TaxCategory/cbc:TaxExemptionReason",
            "share.exemption_code": "cac:TaxCategory/cbc:TaxExemptionReasonCode",
            "line_total": "cac:LegalMonetaryTotal/cbc:LineExtensionAmount",
            "allowances": "cac:LegalMonetaryTotal/cbc:AllowanceTotalAmount",
            "charges": "cac:LegalMonetaryTotal/cbc:ChargeTotalAmount",
            "net": "cac:LegalMonetaryTotal/cbc:TaxExclusiveAmount",
            "vat": "cac:TaxTotal/cbc:TaxAmount[@currencyID=/*/cbc:DocumentCurrencyCode]",
            "gross": "cac:LegalMonetaryTotal/cbc:TaxInclusiveAmount",
            "prepaid": "cac:LegalMonetaryTotal/cbc:PrepaidAmount",
            "rounding": "cac:LegalMonetaryTotal/cbc:PayableRoundingAmount",
            "payable": "cac:LegalMonetaryTotal/cbc:PayableAmount",
            "attachments": "cac:AdditionalDocumentReference/cac:Attachment/cbc:EmbeddedDocumentBinaryObject",
        }
    ),
)

_HEAD = "rsm:ExchangedDocument/"
_AGREED = "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeAgreement/"
_DELIVERED = "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeDelivery/"
_SETTLED = "rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/"
_SUMS = _SETTLED + "ram:SpecifiedTradeSettlementHeaderMonetarySummation/"
_MEANS = _SETTLED + "ram:SpecifiedTradeSettlementPaymentMeans/"
_TERMS = _SETTLED + "ram:SpecifiedTradePaymentTerms/"
_ACCOUNT = _MEANS + "ram:PayeePartyCreditorFinancialAccount/"
_LINE_SETTLED = "ram:SpecifiedLineTradeSettlement/"

CII = Syntax(
    "CII",
    frozenset({f"{{{_CII}CrossIndustryInvoice:100}}CrossIndustryInvoice"}),
    MappingProxyType(
        {
            "rsm": _CII + "CrossIndustryInvoice:100",
            "ram": _CII + "ReusableAggregateBusinessInformationEntity:100",
            "udt": _CII + "UnqualifiedDataType:100",
        }
    ),
    MappingProxyType(
        {
            "profile": "rsm:ExchangedDocumentContext/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID",
            "number": _HEAD + "ram:ID",
            "type": _HEAD + "ram:TypeCode",
            "issue_date": _HEAD + "ram:IssueDateTime/udt:DateTimeString",
            "due_date": _TERMS + "ram:DueDateDateTime/udt:DateTimeString",
            "delivery_date": _DELIVERED
            + "ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime/udt:DateTimeString",
            "period_start": _SETTLED + "ram:BillingSpecifiedPeriod/ram:StartDateTime/udt:DateTimeString",
            "period_end": _SETTLED + "ram:BillingSpecifiedPeriod/ram:EndDateTime/udt:DateTimeString",
            "notes": _HEAD + "ram:IncludedNote/ram:Content",
            "supplier": _AGREED + "ram:SellerTradeParty",
            "buyer": _AGREED + "ram:BuyerTradeParty",
            "party.name": "ram:Name",
            "party.trading_name": "ram:SpecifiedLegalOrganization/ram:TradingBusinessName",
            "party.streets": "ram:PostalTradeAddress/*[self::ram:LineOne or self::ram:LineTwo or self::ram:LineThree]",
            "party.postcode": "ram:PostalTradeAddress/ram:PostcodeCode",
            "party.city": "ram:PostalTradeAddress/ram:CityName",
            "party.country": "ram:PostalTradeAddress/ram:CountryID",
            "party.vat_id": "ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']",
            "party.tax_number": "ram:SpecifiedTaxRegistration/ram:ID[@schemeID='FC']",
            "payee": _SETTLED + "ram:PayeeTradeParty/ram:Name",
            "iban": f"{_ACCOUNT}ram:IBANID | {_ACCOUNT}ram:ProprietaryID",
            "bic": _MEANS + "ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID",
            "payment_reference": _SETTLED + "ram:PaymentReference",
            "buyer_reference": _AGREED + "ram:BuyerReference",
            "order_reference": _AGREED + "ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID",
            "corrects": _SETTLED + "ram:InvoiceReferencedDocument/ram:IssuerAssignedID",
            "terms": _TERMS + "ram:Description",
            "discounts": _TERMS + "ram:ApplicableTradePaymentDiscountTerms",
            "discount.days": "ram:BasisPeriodMeasure[@unitCode='DAY']",
            "discount.percent": "ram:CalculationPercent",
            "discount.base": "ram:BasisAmount",
            "currency": _SETTLED + "ram:InvoiceCurrencyCode",
            "lines": "rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem",
            "line.name": "ram:SpecifiedTradeProduct/ram:Name",
            "line.description": "ram:SpecifiedTradeProduct/ram:Description",
            "line.quantity": "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity",
            "line.net": _LINE_SETTLED
            + "ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount",
            "line.vat_rate": _LINE_SETTLED + "ram:ApplicableTradeTax/ram:RateApplicablePercent",
            "vat_shares": _SETTLED + "ram:ApplicableTradeTax",
            "share.category": "ram:CategoryCode",
            "share.rate": "ram:RateApplicablePercent",
            "share.net": "ram:BasisAmount",
            "share.vat": "ram:CalculatedAmount",
            "share.exemption": "ram:ExemptionReason",
            "share.exemption_code": "ram:ExemptionReasonCode",
            "line_total": _SUMS + "ram:LineTotalAmount",
            "allowances": _SUMS + "ram:AllowanceTotalAmount",
            "charges": _SUMS + "ram:ChargeTotalAmount",
            "net": _SUMS + "ram:TaxBasisTotalAmount",
            "vat": f"{_SUMS}ram:TaxTotalAmount[not(@currencyID) or @currencyID=/*/{_SETTLED}ram:InvoiceCurrencyCode]",
            "gross": _SUMS + "ram:GrandTotalAmount",
            "prepaid": _SUMS + "ram:TotalPrepaidAmount",
            "rounding": _SUMS + "ram:RoundingAmount",
            "payable": _SUMS + "ram:DuePayableAmount",
            "attachments": _AGREED + "ram:AdditionalReferencedDocument/ram:AttachmentBinaryObject",
        }
    ),
)


SYNTAXES = (UBL, CII)


def syntax_of(root: etree._Element) -> Syntax | None:
    return next((syntax for syntax in SYNTAXES if root.tag in syntax.roots), None)
