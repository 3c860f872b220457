"""Plain Django forms in the look of the house."""

from django import forms

from candour.look.errors import wrongs_of
from candour.look.fields import AnswerField, YesNoField
from candour.look.forms import Group, grouped_questions
from candour.look.widgets import Checkboxes, Radios


class SampleForm(forms.Form):
    heading = "channel"
    groups = (Group("The complainant", ("name", "age"), hint="Only what is needed"),)
    name = forms.CharField(label="Full name", max_length=5, help_text="As it was given")
    age = forms.IntegerField(label="Age")
    channel = forms.ChoiceField(
        label="How was it made?",
        choices=[("web", "Online"), ("other", "Otherwise")],
        widget=Radios(hints={"web": "By the form"}, reveals={"other": ("way",)}),
    )
    way = forms.CharField(label="In which way?", required=False)
    account = forms.CharField(label="Account", widget=forms.Textarea, max_length=10)
    kinds = forms.MultipleChoiceField(label="Kinds", choices=[("a", "A"), ("b", "B")], widget=Checkboxes())
    recorded = YesNoField(label="Is it recorded?")
    seen = forms.BooleanField(label="The complainant has seen it")


def test_every_error_names_its_field_and_leads_to_it() -> None:
    form = SampleForm({"name": "Alexandra", "age": "ten", "account": "x" * 11})

    assert [(wrong.sentence, wrong.href) for wrong in wrongs_of(form)] == [
        ("Full name must be 5 characters or fewer", "#id_name"),
        ("Age must be a whole number, like 12", "#id_age"),
        ("Answer the question “How was it made?”", "#id_channel_0"),
        ("Account must be 10 characters or fewer", "#id_account"),
        ("Select kinds", "#id_kinds_0"),
        ("Answer the question “Is it recorded?”", "#id_recorded_0"),
        ("Tick the box: The complainant has seen it", "#id_seen"),
    ]


def test_every_error_link_leads_to_a_control_that_is_on_the_page() -> None:
    form = SampleForm({"name": "Alexandra", "age": "ten"})
    html = str(form)

    missing = [wrong.href for wrong in wrongs_of(form) if f'id="{wrong.href[1:]}"' not in html]

    assert missing == []


def test_a_sentence_that_the_form_chose_is_kept() -> None:
    class Own(forms.Form):
        name = forms.CharField(error_messages={"required": "Say who complained"})

    assert Own({})["name"].sentences == ["Say who complained"]


def test_a_number_that_cannot_be_read_stays_in_its_box() -> None:
    html = str(SampleForm({"age": "ten"})["age"])

    assert 'type="text"' in html
    assert 'inputmode="numeric"' in html
    assert 'value="ten"' in html


def test_a_hint_and_an_error_are_both_read_with_their_field() -> None:
    html = str(SampleForm({})["name"])

    assert 'aria-describedby="id_name_helptext id_name_error"' in html


def test_a_long_text_is_counted_and_never_cut() -> None:
    group = SampleForm({"account": "x" * 11})["account"].as_field_group()

    assert 'data-maxlength="10"' in group
    assert " maxlength=" not in group
    assert "You can enter up to 10 characters" in group
    assert "x" * 11 in group


def test_a_question_revealed_by_an_answer_is_asked_under_it_and_nowhere_else() -> None:
    form = SampleForm()

    asked = [field.name for _group, fields in grouped_questions(form) for field in fields]

    assert "way" not in asked
    assert str(form).count('name="way"') == 1
    assert 'name="way"' in form["channel"].as_field_group()


def test_questions_are_grouped_in_the_order_the_form_gives() -> None:
    (first, fields), (rest, others) = grouped_questions(SampleForm())

    assert first is not None
    assert [first.legend, *(field.name for field in fields)] == ["The complainant", "name", "age"]
    assert rest is None
    assert [field.name for field in others] == ["channel", "account", "kinds", "recorded", "seen"]


def test_the_question_a_page_is_about_is_its_heading() -> None:
    html = str(SampleForm())

    assert html.count("<h1") == 1
    assert '<h1 class="govuk-fieldset__heading">How was it made?</h1>' in html


def test_several_choices_are_checkboxes_and_one_choice_is_radios() -> None:
    form = SampleForm({"kinds": ["b"], "channel": "web"})

    assert str(form["kinds"]).count('type="checkbox"') == 2
    assert str(form["kinds"]).count("checked") == 1
    assert str(form["channel"]).count('type="radio"') == 2


def test_yes_and_no_are_true_and_false_and_a_question_left_is_neither() -> None:
    class Answers(forms.Form):
        first = YesNoField()
        second = YesNoField()
        third = YesNoField(required=False)
        limb = AnswerField()

    form = Answers({"first": "yes", "second": "no", "limb": "cannot-say"})

    assert form.is_valid()
    assert form.cleaned_data == {"first": True, "second": False, "third": None, "limb": "cannot-say"}


def test_what_a_person_typed_is_shown_again_escaped() -> None:
    html = str(SampleForm({"name": "<script>x</script>"}))

    assert "<script>x" not in html
    assert "&lt;script&gt;x" in html


def test_a_form_has_no_inline_style_and_no_inline_script() -> None:
    html = str(SampleForm({}))

    assert " style=" not in html
    assert "<script" not in html
    assert " onclick" not in html


def test_a_number_with_a_fraction_and_a_whole_number_are_told_apart() -> None:
    class Numbers(forms.Form):
        hours = forms.DecimalField()
        officers = forms.IntegerField(max_value=9)
        weight = forms.FloatField()

    form = Numbers({"hours": "x", "officers": "12", "weight": "x"})

    assert [wrong.sentence for wrong in wrongs_of(form)] == [
        "Hours must be a number, like 12.5",
        "Officers must be 9 or less",
        "Weight must be a number, like 12.5",
    ]
