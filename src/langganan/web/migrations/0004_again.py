# Between which shares customers with the same chance came again in the shop's own past.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('langganan', '0003_channel_and_cost'),
    ]

    operations = [
        migrations.AddField(
            model_name='customerinsight',
            name='again_low',
            field=models.FloatField(help_text="In the shop's past it lay between this,", null=True),
        ),
        migrations.AddField(
            model_name='customerinsight',
            name='again_high',
            field=models.FloatField(help_text='and this.', null=True),
        ),
        migrations.AlterField(
            model_name='customerinsight',
            name='habits',
            field=models.JSONField(default=list, help_text='[aspect, phrase] of what others do less, clearest first.'),
        ),
        migrations.AddIndex(
            model_name='customerinsight',
            index=models.Index(fields=['refresh', '-again', 'customer'], name='insight_again'),
        ),
    ]
