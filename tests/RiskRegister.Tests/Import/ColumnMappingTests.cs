using RiskRegister.Import;
using Xunit;

namespace RiskRegister.Tests.Import;

public sealed class ColumnMappingTests
{
    private const string Usual =
        "reference,description,category,currentLikelihood,currentConsequence,actions,owner,actionDue,status,notes";

    [Theory]
    [InlineData("Risk ID,Risk Description,Category,Likelihood,Impact,Mitigation,Risk Owner,Due Date,Status,Comments", Usual)]
    [InlineData(
        "risk_no,riskDescription,RISK CATEGORY,prob.,Severity,Mitigation Plan,Responsible Person,Target Completion Date,Risk Status,Remarks",
        Usual
    )]
    [InlineData(
        "Código,Descripción del riesgo,Categoría,Probabilidad,Impacto,Plan de acción,Responsable,Fecha límite,Estado,Observaciones",
        Usual
    )]
    [InlineData(
        "Código,Descrição do risco,Categoria,Probabilidade,Impacto,Ações de mitigação,Responsável,Prazo,Situação,Observações",
        Usual
    )]
    [InlineData(
        "N°,Description du risque,Catégorie,Probabilité,Gravité,Plan d'action,Pilote,Échéance,Statut,Commentaires",
        Usual
    )]
    [InlineData("Codice,Descrizione,Categoria,Probabilità,Impatto,Azioni di mitigazione,Responsabile,Scadenza,Stato,Note", Usual)]
    [InlineData(
        "Nr.,Beschreibung,Kategorie,Eintrittswahrscheinlichkeit,Schadensausmaß,Maßnahmen,Verantwortlich,Frist,Status,Bemerkungen",
        Usual
    )]
    [InlineData(
        "Lp.,Opis ryzyka,Kategoria,Prawdopodobieństwo,Wpływ,Działania zaradcze,Właściciel ryzyka,Termin realizacji,Status,Uwagi",
        Usual
    )]
    [InlineData("Číslo,Popis rizika,Kategorie,Pravděpodobnost,Dopad,Opatření,Vlastník rizika,Termín,Stav,Poznámka", Usual)]
    [InlineData("Rb.,Opis rizika,Kategorija,Vjerojatnost,Utjecaj,Mjere,Vlasnik,Rok,Status,Napomena", Usual)]
    [InlineData(
        "№ п/п,Описание риска,Категория,Вероятность,Влияние,Меры,Владелец риска,Срок исполнения,Статус,Примечание",
        Usual
    )]
    [InlineData("序号,风险描述,风险类别,发生可能性,影响程度,应对措施,责任人,截止日期,状态,备注", Usual)]
    [InlineData("الرقم,وصف الخطر,الفئة,الاحتمالية,التأثير,إجراءات التخفيف,المسؤول,تاريخ الاستحقاق,الحالة,ملاحظات", Usual)]
    public void Headers_are_understood_in_many_languages(string headers, string fields) =>
        Assert.Equal(fields.Split(','), ColumnMapping.Propose(Importing.Table(headers)).Columns.Select(c => c.Field));

    [Theory]
    [InlineData("Likelihood,Impact", "currentLikelihood,currentConsequence")]
    [InlineData(
        "Likelihood,Impact,Residual Likelihood,Residual Impact",
        "inherentLikelihood,inherentConsequence,currentLikelihood,currentConsequence"
    )]
    [InlineData(
        "L_1to5,I_1to5,residual_L_1to5,residual_I_1to5",
        "inherentLikelihood,inherentConsequence,currentLikelihood,currentConsequence"
    )]
    [InlineData(
        "Inherent Likelihood,Inherent Impact,Current Likelihood,Current Impact,Residual Likelihood,Residual Impact",
        "inherentLikelihood,inherentConsequence,currentLikelihood,currentConsequence,targetLikelihood,targetConsequence"
    )]
    [InlineData(
        "Gross Probability,Gross Impact,Net Probability,Net Impact,Target Probability,Target Impact",
        "inherentLikelihood,inherentConsequence,currentLikelihood,currentConsequence,targetLikelihood,targetConsequence"
    )]
    [InlineData(
        "Pre-mitigation likelihood,Pre-mitigation severity,Post-mitigation likelihood,Post-mitigation severity",
        "inherentLikelihood,inherentConsequence,currentLikelihood,currentConsequence"
    )]
    [InlineData(
        "Likelihood,Impact,Likelihood,Impact",
        "inherentLikelihood,inherentConsequence,currentLikelihood,currentConsequence"
    )]
    [InlineData(
        "Wahrscheinlichkeit (brutto),Auswirkung (brutto),Wahrscheinlichkeit (netto),Auswirkung (netto)",
        "inherentLikelihood,inherentConsequence,currentLikelihood,currentConsequence"
    )]
    public void Stages_of_ratings_are_told_apart(string headers, string fields)
    {
        var values = string.Join(",", headers.Split(',').Select(_ => "3"));
        var columns = ColumnMapping.Propose(Importing.Table($"ID,Title,{headers}\n1,Flood,{values}\n")).Columns;

        Assert.Equal(fields.Split(','), columns.Skip(2).Select(c => c.Field));
    }

    [Fact]
    public void A_column_goes_where_its_values_fit_when_the_header_may_mean_several_things()
    {
        var mapping = Importing.Mapping(
            "ID,Type,Risk Type,Risk,Impact,Impact (1-5),Probability,Schedule Impact?,Treatment,Deadline\n"
                + "1,Threat,Legal,Late permit,Works stop for months,4,3,Yes,Reduce,60\n"
                + "2,Opportunity,Finance,New grant,More can be built,2,5,No,Exploit,30\n"
        );

        Assert.Equal("kind", mapping["Type"]);
        Assert.Equal("category", mapping["Risk Type"]);
        Assert.Equal("consequence", mapping["Impact"]);
        Assert.Equal("currentConsequence", mapping["Impact (1-5)"]);
        Assert.Equal("response", mapping["Treatment"]);
        Assert.DoesNotContain("Schedule Impact?", mapping.Keys);
        Assert.DoesNotContain("Deadline", mapping.Keys);
    }

    [Fact]
    public void A_level_is_no_title_and_of_two_status_columns_the_readable_one_counts()
    {
        var mapping = Importing.Mapping(
            "ID,Risk,Description,Status,Register status\n1,High,Flood in the cellar,Mitigated,Closed\n2,Low,Fire in the attic,Active,Open\n"
        );

        Assert.DoesNotContain("Risk", mapping.Keys);
        Assert.Equal("status", mapping["Register status"]);
    }

    [Theory]
    [InlineData("Risk 1", "Risk 2", "Risk 3")]
    [InlineData("May 1", "June 2", "July 3")]
    [InlineData("High", "Low", "Medium")]
    public void A_column_that_is_called_title_has_titles_whatever_they_read_like(string first, string second, string third)
    {
        var mapping = Importing.Mapping($"Title,Status\n{first},Open\n{second},Open\n{third},Closed\n");

        Assert.Equal("title", mapping["Title"]);
    }

    [Fact]
    public void The_longest_text_is_the_description_where_no_header_says_so()
    {
        var proposal = ColumnMapping.Propose(
            Importing.Table(
                "Kood,Mis võib juhtuda,Omanik\nA,Keldris tekib üleujutus ja arhiiv hävib,Mari\nB,Server läheb katki ja teenus seisab,Jaan\n"
            )
        );

        Assert.Equal("description", proposal.Columns[1].Field);
        Assert.Contains(proposal.Messages, m => m.Column == "Mis võib juhtuda");
    }

    [Fact]
    public void The_names_of_the_fields_are_understood_as_they_are()
    {
        var fields = Field.All.Where(f => f is not "notes" && !f.EndsWith("Rating", StringComparison.Ordinal)).ToList();

        Assert.Equal(fields, ColumnMapping.Propose(Importing.Table(string.Join(",", fields))).Columns.Select(c => c.Field));
    }

    [Fact]
    public void A_given_mapping_wins_and_the_column_before_goes_to_the_notes()
    {
        var (mapping, errors) = Proposal().With([new MappedColumn("Summary", "title"), new MappedColumn("Owner", null)]);

        Assert.Empty(errors);
        Assert.Equal([null, "title", null], mapping.Columns.Select(c => c.Field));
    }

    [Theory]
    [InlineData("Nothing", "title", "no column \"Nothing\"")]
    [InlineData("Summary", "colour", "\"colour\" is no field")]
    [InlineData("Summary", "owner", "owner is given to several columns")]
    public void A_mapping_that_cannot_be_is_refused(string column, string field, string message)
    {
        var (mapping, errors) = Proposal().With([new MappedColumn(column, field), new MappedColumn("Title", "owner")]);

        Assert.Contains(errors, e => e.Contains(message, StringComparison.Ordinal));
        Assert.Equal(Proposal().Columns, mapping.Columns);
    }

    private static ColumnMapping Proposal() =>
        ColumnMapping.Propose(Importing.Table("Title,Summary,Owner\nFlood,Water comes in,A\n"));
}
